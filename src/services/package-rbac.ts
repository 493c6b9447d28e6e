import { AtomError } from '../base/errors.ts';
import { accountOf, rbacObjects } from '../kubernetes/rbac-objects.ts';
import type { JsonObject } from '../base/json.ts';
import type { Spec } from '../model/generated/manifest.ts';
import type { Rbac } from '../model/rbac.ts';
import { resolveInputs } from '../plan/inputs.ts';
import { inputsOfPermissions, permissionsOf } from '../plan/permissions.ts';
import { type CandidateDeps, candidateOf } from './candidate.ts';
import { readInputs, type TypedInputs } from './read-inputs.ts';
import { checkPackage } from './valid-manifest.ts';

export interface RbacRequest {
  /** A folder, a file or NAME[@VERSION]. */
  readonly ref: string;
  readonly inputs: TypedInputs;
  /** Where the account lies; null: in `default`. */
  readonly namespace: string | null;
}

/**
 * The account that a package's runs can be bound to, and what gives it the declared permissions. Asks no cluster.
 * @throws {AtomError} ATOM_INPUT_INVALID; ATOM_PACKAGE_INVALID for a package that declares no permissions.
 */
export async function packageRbac(
  deps: CandidateDeps,
  { ref, inputs: typed, namespace }: RbacRequest,
): Promise<Rbac> {
  const { wpk } = await candidateOf(deps, ref);
  await checkPackage(wpk);
  const { spec } = wpk.manifest;
  const inputs = await resolveInputs(schemaFor(spec), await readInputs(deps.files, typed));
  const permissions = permissionsOf(spec, inputs) ?? [];
  if (permissions.length === 0) {
    throw new AtomError(
      'ATOM_PACKAGE_INVALID',
      `${wpk.name} declares no permissions: there is nothing to give`,
      {
        hint: 'atomctl explain spec.validation.permissions',
      },
    );
  }
  const account = accountOf(wpk.name, namespace ?? 'default');
  const { name, version } = wpk;
  return { package: { name, version }, account, objects: rbacObjects(account, permissions) };
}

/** What a run needs beside them says nothing of what it may do. */
function schemaFor(spec: Spec): JsonObject | undefined {
  const required = spec.inputs?.['required'];
  if (spec.inputs === undefined || !Array.isArray(required)) return spec.inputs;
  const read = inputsOfPermissions(spec);
  return { ...spec.inputs, required: required.filter((name) => typeof name === 'string' && read.has(name)) };
}
