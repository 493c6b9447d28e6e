import { AtomError } from '../base/errors.ts';
import { ExpressionError } from '../base/expression/failure.ts';
import { resolveTemplates } from '../base/expression/template.ts';
import { type JsonObject, textOf } from '../base/json.ts';
import type { Permission } from '../model/cluster.ts';
import type { Spec } from '../model/generated/manifest.ts';

type Declared = NonNullable<NonNullable<Spec['validation']>['permissions']>[number];

/** What a package declares that it may do to a cluster, with values. @throws {AtomError} ATOM_INPUT_INVALID */
export function permissionsOf({ validation }: Spec, inputs: JsonObject): readonly Permission[] | undefined {
  return validation?.permissions?.map((declared) => permissionOf(declared, inputs));
}

function permissionOf(
  { apiGroups = [''], resources, verbs, namespaces, resourceNames }: Declared,
  inputs: JsonObject,
): Permission {
  const filled = (texts: readonly string[] | undefined) => texts?.map((text) => fill(text, inputs)) ?? null;
  return {
    apiGroups,
    resources,
    verbs,
    namespaces: filled(namespaces),
    resourceNames: filled(resourceNames),
  };
}

/** Only inputs may stand in it: what a run may do is known before it starts. */
function fill(text: string, inputs: JsonObject): string {
  try {
    return textOf(resolveTemplates(text, { inputs }));
  } catch (cause) {
    if (!(cause instanceof ExpressionError)) throw cause;
    throw new AtomError(
      'ATOM_INPUT_INVALID',
      `validation.permissions: ${text} has no value: ${cause.message}`,
      {
        hint: 'Give inputs with -i NAME=VALUE or --inputs FILE',
        cause,
      },
    );
  }
}
