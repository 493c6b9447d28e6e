import type { JsonObject } from '../base/json.ts';
import type { Permission } from '../model/cluster.ts';
import type { Spec } from '../model/generated/manifest.ts';
import { fill } from './input-values.ts';

type Declared = NonNullable<NonNullable<Spec['validation']>['permissions']>[number];

/** What a package declares that it may do to a cluster, with values. @throws {AtomError} ATOM_INPUT_INVALID */
export function permissionsOf({ validation }: Spec, inputs: JsonObject): readonly Permission[] | undefined {
  return validation?.permissions?.map((declared) => permissionOf(declared, inputs));
}

function permissionOf(
  { apiGroups = [''], resources, verbs, namespaces, resourceNames }: Declared,
  inputs: JsonObject,
): Permission {
  const filled = (texts: readonly string[] | undefined) =>
    texts?.map((text) => fill(text, 'validation.permissions', inputs)) ?? null;
  return {
    apiGroups,
    resources,
    verbs,
    namespaces: filled(namespaces),
    resourceNames: filled(resourceNames),
  };
}
