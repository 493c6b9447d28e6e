import { AtomError } from '../base/errors.ts';
import type { VerifiedWpk } from '../model/trust.ts';
import { bundleName } from '../trust/bundle-names.ts';
import { openPackage } from './open-package.ts';
import type { PackageDeps } from './package-deps.ts';
import { readKey, type SignDeps, signPackage } from './sign-package.ts';
import type { Verify } from './verify-stored.ts';

export interface AuthorDeps extends PackageDeps, Pick<SignDeps, 'password' | 'buildBundle'> {
  readonly verify: Verify;
}

/**
 * For authors: packs a folder and signs it in memory, then verifies it like any other. The key must be trusted, and
 * enough: where more must sign, there has to be a file for them to sign.
 */
export async function authorPackage(
  deps: AuthorDeps,
  { folder, key }: { folder: string; key: string },
): Promise<VerifiedWpk> {
  const wpk = await openPackage(deps, folder);
  const bundle = await signPackage(deps, wpk, await readKey(deps, key));
  const displayName = `${wpk.name}-${wpk.version}.wpk`;
  const proofs = [{ name: bundleName(displayName), bytes: Buffer.from(bundle) }];
  try {
    return await deps.verify({ blob: wpk.blob, proofs, displayName });
  } catch (thrown) {
    if (!(thrown instanceof AtomError) || thrown.code !== 'ATOM_SIGNATURES_TOO_FEW') throw thrown;
    const { code, message, details } = thrown;
    const hint = `One key signs here. Pack it, and let the others sign the file: atomctl pack ${folder}`;
    throw new AtomError(code, message, { hint, ...(details && { details }), cause: thrown });
  }
}
