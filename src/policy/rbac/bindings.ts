import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { K8sObject } from '../view/objects.ts';
import { valueAt } from '../view/pods.ts';
import { isRbac, type RoleView } from './roles.ts';

export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly pointer: string;
}

/** A RoleBinding or ClusterRoleBinding of the package. */
export interface BindingView {
  readonly object: K8sObject;
  readonly clusterWide: boolean;
  /** The name of the role that it gives. */
  readonly roleName: string;
  /** The role itself, where the package brings it. */
  readonly role: RoleView | undefined;
  readonly subjects: readonly Subject[];
}

export function bindingsIn(objects: readonly K8sObject[], roles: readonly RoleView[]): BindingView[] {
  return objects.flatMap((object): BindingView[] => {
    const clusterWide = object.kind === 'ClusterRoleBinding';
    if ((!clusterWide && object.kind !== 'RoleBinding') || !isRbac(object)) return [];
    const [kind, name] = ['kind', 'name'].map((key) => valueAt(object.value, 'roleRef', key));
    const roleName = typeof name === 'string' ? name : '';
    const role = roles.find((candidate) => {
      const named = valueAt(candidate.object.value, 'metadata', 'name') === roleName;
      return (
        named && candidate.kind === kind && (kind === 'ClusterRole' || inOneNamespace(candidate, object))
      );
    });
    return [{ object, clusterWide, roleName, role, subjects: subjectsOf(object) }];
  });
}

function inOneNamespace({ object }: RoleView, other: K8sObject): boolean {
  const [own, its] = [object, other].map(({ value }) => valueAt(value, 'metadata', 'namespace') ?? '');
  return own === its;
}

function subjectsOf(object: K8sObject): Subject[] {
  const subjects = object.value['subjects'];
  return (Array.isArray(subjects) ? subjects : []).flatMap((subject: Json, index) => {
    if (!isJsonObject(subject)) return [];
    const [kind, name] = [subject['kind'], subject['name']];
    if (typeof name !== 'string') return [];
    return [
      {
        kind: typeof kind === 'string' ? kind : '',
        name,
        pointer: pointerTo(object.pointer, 'subjects', index),
      },
    ];
  });
}
