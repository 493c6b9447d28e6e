import type { Severity } from '../../model/verdict.ts';
import type { BindingView, Subject } from '../rbac/bindings.ts';
import type { Rule } from '../rule.ts';
import { inObject } from './finding.ts';

const NOBODY_KNOWN = ['system:anonymous', 'system:unauthenticated'];
const EVERYONE = ['system:authenticated', 'system:serviceaccounts'];

/** What Kubernetes itself gives to callers that it does not know. */
const HARMLESS = ['system:public-info-viewer', 'system:discovery', 'system:basic-user'];

export const rbacOpenSubjects: Rule = {
  id: 'rbac-open-subjects',
  version: 1,
  title: 'Gives a role to everyone, or to nobody in particular',
  severity: 'high',
  why: 'system:anonymous and system:unauthenticated are callers without a name, system:authenticated is everyone with one, and system:masters is above every rule: none of them can be taken back from a person.',
  fix: 'Bind the role to the service account, user or group that needs it.',
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#hardening',
  *check({ access }) {
    for (const binding of access.bindings) {
      for (const subject of binding.subjects) {
        const severity = severityOf(subject, binding);
        if (severity === undefined) continue;
        const what = `${binding.object.title} gives ${binding.roleName || 'its role'} to ${subject.name}.`;
        yield { ...inObject(binding.object, subject.pointer), what, severity };
      }
    }
  },
};

function severityOf({ kind, name }: Subject, { clusterWide, roleName }: BindingView): Severity | undefined {
  if (kind === 'ServiceAccount') return undefined;
  if (name === 'system:masters') return 'high';
  if (EVERYONE.includes(name)) return 'medium';
  if (!NOBODY_KNOWN.includes(name)) return undefined;
  if (HARMLESS.includes(roleName)) return 'medium';
  return clusterWide ? 'critical' : 'high';
}
