import type { JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Wpk } from '../../model/wpk.ts';
import { fill } from '../view/inputs.ts';
import type { K8sObject } from '../view/objects.ts';
import { textsOf } from '../view/steps.ts';
import { type BindingView, bindingsIn } from './bindings.ts';
import type { Grant } from './grant.ts';
import { grantsElsewhere, type RoleView, rolesIn } from './roles.ts';

/** Who may do what, as far as the package says. */
export interface AccessView {
  readonly roles: readonly RoleView[];
  readonly bindings: readonly BindingView[];
  /** What the package asks for itself, under validation.permissions. */
  readonly permissions: readonly PermissionView[];
  /** All of them: of roles, of other kinds, and the package's own. */
  readonly grants: readonly Grant[];
}

export interface PermissionView extends Grant {
  /** null: in every namespace. */
  readonly namespaces: readonly string[] | null;
}

export function accessOf(wpk: Wpk | null, objects: readonly K8sObject[], inputs: JsonObject): AccessView {
  const roles = rolesIn(objects);
  const permissions = wpk === null ? [] : permissionsOf(wpk, inputs);
  return {
    roles,
    bindings: bindingsIn(objects, roles),
    permissions,
    grants: [...roles.flatMap(({ grants }) => grants), ...grantsElsewhere(objects), ...permissions],
  };
}

function permissionsOf({ manifest, source }: Wpk, inputs: JsonObject): PermissionView[] {
  const permissions = manifest.spec.validation?.permissions ?? [];
  return permissions.map((permission, index) => {
    const pointer = pointerTo('/spec/validation/permissions', index);
    return {
      holder: 'The package',
      apiGroups: filled(permission.apiGroups ?? [''], inputs),
      resources: filled(permission.resources, inputs),
      verbs: filled(permission.verbs, inputs),
      nonResourceUrls: [],
      resourceNames: filled(permission.resourceNames, inputs),
      namespaces: permission.namespaces === undefined ? null : filled(permission.namespaces, inputs),
      clusterWide: permission.namespaces === undefined,
      place: (key) => {
        const field = key === undefined ? pointer : pointerTo(pointer, key);
        return { step: null, field, location: source.locate(field) };
      },
    };
  });
}

function filled(list: readonly string[] | undefined, inputs: JsonObject): string[] {
  return textsOf([fill(list ?? [], inputs)].flat(2));
}
