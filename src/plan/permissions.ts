import { referencesOf } from '../base/expression/evaluate.ts';
import { templateParts } from '../base/expression/template-parts.ts';
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

/** The inputs without which nobody can tell what a package declares. */
export function inputsOfPermissions({ validation }: Spec): ReadonlySet<string> {
  const texts = (validation?.permissions ?? []).flatMap(({ namespaces = [], resourceNames = [] }) => [
    ...namespaces,
    ...resourceNames,
  ]);
  const expressions = texts.flatMap(templateParts).filter(({ kind }) => kind === 'expression');
  const paths = expressions.flatMap((part) => ('text' in part ? referencesOf(part.text) : []));
  return new Set(
    paths.flatMap(({ path: [root, name] }) => (root === 'inputs' && name !== undefined ? [name] : [])),
  );
}
