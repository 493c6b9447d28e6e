import { isJsonObject, isList, isNested, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { isOpen } from '../view/inputs.ts';
import { type K8sObject, placeIn } from '../view/objects.ts';
import { valueAt } from '../view/pods.ts';
import type { Grant } from './grant.ts';

/** A Role or ClusterRole of the package, and what it grants. */
export interface RoleView {
  readonly object: K8sObject;
  readonly kind: 'Role' | 'ClusterRole';
  readonly grants: readonly Grant[];
  /** Those of the roles that its aggregationRule picks from the package. */
  readonly aggregated: readonly Grant[];
}

const GROUPS = /^(?:rbac\.authorization\.k8s\.io|authorization\.openshift\.io)\//;
const DEEPEST = 32;

/** Whether an object is of RBAC, or of OpenShift's older form of it; one of which that is not known is taken to be. */
export function isRbac({ apiVersion }: K8sObject): boolean {
  return GROUPS.test(apiVersion) || apiVersion === '' || apiVersion === 'v1' || isOpen(apiVersion);
}

export function rolesIn(objects: readonly K8sObject[]): RoleView[] {
  const roles = objects.flatMap((object): RoleView[] => {
    const { kind } = object;
    if ((kind !== 'Role' && kind !== 'ClusterRole') || !isRbac(object)) return [];
    return [{ object, kind, grants: grantsIn(object, kind === 'ClusterRole'), aggregated: [] }];
  });
  return roles.map((role) => ({ ...role, aggregated: aggregatedBy(role, roles) }));
}

/** Grants that other kinds bring, such as the permissions that an operator's ClusterServiceVersion asks for. */
export function grantsElsewhere(objects: readonly K8sObject[]): Grant[] {
  return objects
    .filter(({ kind, value }) => kind !== 'Role' && kind !== 'ClusterRole' && hasRules(value, 0))
    .flatMap((object) => look(object, { value: object.value, pointer: object.pointer, depth: 0 }));
}

/** Asked before they are looked for with all places on the way: few other kinds have any. */
function hasRules(value: JsonObject | readonly Json[], depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (isList(value)) return value.some((item) => isNested(item) && hasRules(item, depth + 1));
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (isNested(item) && ((key === 'rules' && isList(item)) || hasRules(item, depth + 1))) return true;
  }
  return false;
}

interface Place {
  readonly value: Json;
  readonly pointer: string;
  readonly depth: number;
}

function look(object: K8sObject, { value, pointer, depth }: Place): Grant[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  // A List's items are objects of their own.
  const ownItems = depth === 0 && object.kind.endsWith('List');
  return Object.entries<Json>(value).flatMap(([key, item]) => {
    if (ownItems && key === 'items') return [];
    const at = pointerTo(pointer, key);
    if (key !== 'rules' || !Array.isArray(item))
      return look(object, { value: item, pointer: at, depth: depth + 1 });
    const clusterWide = !/\/permissions\//.test(at);
    return item.flatMap((rule: Json, index) => {
      const shaped =
        isJsonObject(rule) && 'verbs' in rule && ('resources' in rule || 'nonResourceURLs' in rule);
      return shaped ? [grantOf(rule, { object, pointer: pointerTo(at, index), clusterWide })] : [];
    });
  });
}

function grantsIn(object: K8sObject, clusterWide: boolean): Grant[] {
  const rules = object.value['rules'];
  return (Array.isArray(rules) ? rules : []).flatMap((rule: Json, index) => {
    if (!isJsonObject(rule)) return [];
    return [grantOf(rule, { object, pointer: pointerTo(object.pointer, 'rules', index), clusterWide })];
  });
}

function grantOf(
  rule: JsonObject,
  { object, pointer, clusterWide }: { object: K8sObject; pointer: string; clusterWide: boolean },
): Grant {
  return {
    holder: object.title,
    apiGroups: listOf(rule['apiGroups']),
    resources: listOf(rule['resources']),
    verbs: listOf(rule['verbs']),
    nonResourceUrls: listOf(rule['nonResourceURLs']),
    resourceNames: listOf(rule['resourceNames']),
    clusterWide,
    place: (key) => placeIn(object, key === undefined ? pointer : pointerTo(pointer, key)),
  };
}

/** A text alone counts as a list of one: the API server refuses it, and no rule should be blind to it. */
function listOf(value: Json | undefined): string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}

function aggregatedBy(role: RoleView, roles: readonly RoleView[]): Grant[] {
  const selectors = valueAt(role.object.value, 'aggregationRule', 'clusterRoleSelectors');
  if (!Array.isArray(selectors)) return [];
  return roles
    .filter((other) => other !== role && other.kind === 'ClusterRole')
    .filter(({ object }) => selectors.some((selector: Json) => selects(selector, object)))
    .flatMap(({ grants }) => grants);
}

/** Expressions are taken to select: an aggregated role is judged by the most that it may hold. */
function selects(selector: Json, object: K8sObject): boolean {
  const wanted = valueAt(selector, 'matchLabels');
  const labels = valueAt(object.value, 'metadata', 'labels');
  return Object.entries(isJsonObject(wanted) ? wanted : {}).every(
    ([key, value]) => isJsonObject(labels) && labels[key] === value,
  );
}
