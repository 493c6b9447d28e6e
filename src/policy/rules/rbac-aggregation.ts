import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { isBuiltInGroup } from '../kubernetes/resources.ts';
import type { RoleView } from '../rbac/roles.ts';
import type { Finding, Rule } from '../rule.ts';
import { valueAt } from '../view/pods.ts';
import { inObject } from './finding.ts';

const INTO = 'rbac.authorization.k8s.io/aggregate-to-';

export const rbacAggregation: Rule = {
  id: 'rbac-aggregation',
  version: 1,
  title: "Adds to other people's roles",
  severity: 'medium',
  why: 'An aggregated ClusterRole takes up the rules of every role with its labels: everyone who holds it gets them, without a binding that shows it.',
  fix: 'Bind a role of its own to those who need it; aggregate only rules about your own custom resources, and never with an empty selector.',
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
  *check({ access }) {
    for (const role of access.roles) {
      yield* intoOthers(role);
      yield* fromAll(role);
    }
  },
};

function* intoOthers({ object, grants }: RoleView): Iterable<Finding> {
  const labels = valueAt(object.value, 'metadata', 'labels');
  const names = Object.entries(isJsonObject(labels) ? labels : {})
    .filter(([key, value]) => key.startsWith(INTO) && value === 'true')
    .map(([key]) => key.slice(INTO.length));
  if (names.length === 0) return;
  const ownOnly = grants.every(({ apiGroups }) => !apiGroups.some(isBuiltInGroup));
  yield {
    ...inObject(object, pointerTo(object.pointer, 'metadata', 'labels')),
    what: `${object.title} adds its rules to the role ${names.join(', ')} of everyone.`,
    severity: ownOnly ? 'low' : 'medium',
  };
}

function* fromAll({ object }: RoleView): Iterable<Finding> {
  const selectors = valueAt(object.value, 'aggregationRule', 'clusterRoleSelectors');
  for (const [index, selector] of (Array.isArray(selectors) ? selectors : []).entries()) {
    if (!isEmpty(selector)) continue;
    const field = pointerTo(object.pointer, 'aggregationRule', 'clusterRoleSelectors', index);
    yield {
      ...inObject(object, field),
      what: `${object.title} takes up the rules of every ClusterRole there is.`,
      severity: 'critical',
    };
  }
}

function isEmpty(selector: Json): boolean {
  const parts = isJsonObject(selector) ? Object.values(selector) : [];
  return parts.every(
    (part) => Object.keys(typeof part === 'object' && part !== null ? part : {}).length === 0,
  );
}
