import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Finding, Rule } from '../rule.ts';
import { programOf, type ShellCommand } from '../shell/command.ts';
import type { K8sObject } from '../view/objects.ts';
import type { PackageView } from '../view/package-view.ts';
import { valueAt } from '../view/pods.ts';
import { textsOf } from '../view/steps.ts';
import { commandsOf, inManifest, inObject, inProgram, inStep } from './finding.ts';
import { isReading } from './k8s-actions.ts';

const KINDS = new Set(['ClusterRole', 'ClusterRoleBinding']);
const RESOURCES = /^clusterroles?(?:bindings?)?(?:[./].*)?$/i;
const READING_VERBS = new Set(['get', 'list', 'watch']);
const KUBECTL_WRITES = new Set([
  'create',
  'apply',
  'delete',
  'patch',
  'edit',
  'replace',
  'annotate',
  'label',
  'set',
  'auth',
]);

export const clusterRoles: Rule = {
  id: 'cluster-roles',
  version: 1,
  title: 'Changes a cluster role',
  severity: 'high',
  why: 'ClusterRoles and their bindings decide who may do what in every namespace: a change here can make anyone an administrator, and stays after the run.',
  fix: 'Use a Role and a RoleBinding in the one namespace that is concerned; leave cluster roles to a reviewed change of their own.',
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  *check(view) {
    for (const object of view.objects) if (KINDS.has(object.kind)) yield found(object);
    yield* inSteps(view);
    yield* inCommands(view);
    yield* inPermissions(view);
  },
};

function found(object: K8sObject): Finding {
  const place = inObject(object, object.pointer);
  if (valueAt(object.value, 'roleRef', 'name') === 'cluster-admin') {
    return {
      ...place,
      what: `${object.title} makes its subjects administrators of the cluster.`,
      severity: 'critical',
    };
  }
  const rules = object.value['rules'];
  if (Array.isArray(rules) && rules.some(allowsEverything)) {
    return { ...place, what: `${object.title} allows everything on everything.`, severity: 'critical' };
  }
  return { ...place, what: `${object.title} is part of the package.` };
}

function allowsEverything(rule: Json): boolean {
  const all = (key: string) => isJsonObject(rule) && textsOf(rule[key]).includes('*');
  return all('apiGroups') && all('resources') && all('verbs');
}

function* inSteps(view: PackageView): Iterable<Finding> {
  for (const step of view.steps) {
    const kind = step.with['kind'];
    if (step.type !== 'k8s' || isReading(step.action) || typeof kind !== 'string' || !RESOURCES.test(kind))
      continue;
    // A whole object in `with` has been found already.
    if (isJsonObject(step.with['metadata'])) continue;
    yield {
      ...inStep(view, step, pointerTo(step.pointer, 'with', 'kind')),
      what: `The step changes a ${kind} (${step.action ?? 'no action named'}).`,
    };
  }
}

function* inCommands(view: PackageView): Iterable<Finding> {
  for (const { program, command } of commandsOf(view)) {
    const named = touchedBy(command);
    if (named === undefined) continue;
    const admin = command.argv.some((word) => word.endsWith('=cluster-admin'));
    yield {
      ...inProgram(program, command.offset),
      what: `kubectl changes a ${named}.`,
      ...(admin && { severity: 'critical' as const }),
    };
  }
}

function touchedBy(command: ShellCommand): string | undefined {
  if (programOf(command) !== 'kubectl' && programOf(command) !== 'oc') return undefined;
  const words = command.argv.slice(1).filter((word) => !word.startsWith('-'));
  if (!words.some((word) => KUBECTL_WRITES.has(word))) return undefined;
  return words.find((word) => RESOURCES.test(word));
}

function* inPermissions(view: PackageView): Iterable<Finding> {
  for (const [index, permission] of (view.wpk?.manifest.spec.validation?.permissions ?? []).entries()) {
    const { apiGroups = [''], resources, verbs } = permission;
    const ofRbac = apiGroups.some((group) => group === '*' || group === 'rbac.authorization.k8s.io');
    const named = resources.find((resource) => RESOURCES.test(resource) || resource === '*');
    const writes = verbs.some((verb) => !READING_VERBS.has(verb));
    if (!ofRbac || named === undefined || !writes) continue;
    const field = pointerTo('/spec/validation/permissions', index);
    yield {
      ...inManifest(view, field),
      what: `The package asks for ${verbs.join(', ')} on ${named === '*' ? 'every resource, cluster roles included' : named}.`,
    };
  }
}
