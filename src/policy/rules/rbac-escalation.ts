import type { Severity } from '../../model/verdict.ts';
import { covered, type Grant, scopeOf, type Target } from '../rbac/grant.ts';
import type { Rule } from '../rule.ts';
import { RBAC_PRACTICES } from './grant-rule.ts';

/** Where the verbs have their effect. */
const ROLES: Target = {
  apiGroups: ['rbac.authorization.k8s.io'],
  resources: ['roles', 'clusterroles'],
  verbs: ['escalate', 'bind'],
};
const PEOPLE: Target = {
  apiGroups: ['', 'authentication.k8s.io'],
  resources: ['users', 'groups', 'uids', 'userextras'],
  verbs: ['impersonate'],
};
const ACCOUNTS: Target = { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'] };

const VERBS = ['escalate', 'bind', 'impersonate'];
const ADMINISTRATORS = ['cluster-admin', 'system:masters'];

export const rbacEscalation: Rule = {
  id: 'rbac-escalation',
  version: 1,
  title: 'Lets someone become more than they are',
  severity: 'high',
  why: 'Who may escalate or bind roles can give themselves any right, and who may impersonate can act as any administrator: each is the whole cluster in one step.',
  fix: 'Remove escalate, bind and impersonate; where one is needed, name the roles or users under resourceNames.',
  reference: `${RBAC_PRACTICES}#escalate-verb`,
  *check({ access }) {
    for (const grant of access.grants) {
      const severity = severityOf(grant);
      if (severity === undefined) continue;
      const verbs = grant.verbs.filter((verb) => VERBS.includes(verb));
      const may =
        verbs.length > 0 ? verbs.join(', ') : 'do everything, impersonate and escalate included, with';
      const what = `${grant.holder} may ${may} ${grant.resources.join(', ')}${scopeOf(grant)}.`;
      yield { ...grant.place('verbs'), what, severity };
    }
  },
};

function severityOf(grant: Grant): Severity | undefined {
  const said = grant.verbs.some((verb) => VERBS.includes(verb));
  const reaches = [ROLES, PEOPLE, ACCOUNTS].some((target) => covered(grant, target).length > 0);
  // A verb that means nothing there shows what was meant.
  if (!reaches) return said ? 'medium' : undefined;
  if (grant.resourceNames.length > 0)
    return grant.resourceNames.some((name) => ADMINISTRATORS.includes(name)) ? 'critical' : 'low';
  if (!said) return impliedBy(grant);
  return grant.clusterWide ? 'critical' : 'high';
}

/** `verbs: ["*"]` on service accounts is what many operators write; on all of a group it reaches everyone. */
function impliedBy(grant: Grant): Severity {
  const people = [ROLES, PEOPLE].some((target) => covered(grant, target).length > 0);
  return people && grant.clusterWide ? 'high' : 'medium';
}
