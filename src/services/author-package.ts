import type { VerifiedWpk } from '../model/trust.ts';
import type { Verify } from './admit-package.ts';
import { openPackage } from './open-package.ts';
import type { PackageDeps } from './package-deps.ts';
import { readKey, type SignDeps, signPackage } from './sign-package.ts';

export interface AuthorDeps extends PackageDeps, Pick<SignDeps, 'password' | 'buildBundle'> {
  readonly verify: Verify;
}

/** For authors: packs a folder and signs it in memory, then verifies it like any other. The key must be trusted. */
export async function authorPackage(
  deps: AuthorDeps,
  { folder, key }: { folder: string; key: string },
): Promise<VerifiedWpk> {
  const wpk = await openPackage(deps, folder);
  const bundle = await signPackage(deps, wpk, await readKey(deps, key));
  return deps.verify({
    blob: wpk.blob,
    proof: Buffer.from(bundle),
    displayName: `${wpk.name}-${wpk.version}.wpk`,
  });
}
