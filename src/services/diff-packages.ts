import type { PackageDiff } from '../model/packages.ts';
import { diffWpks } from '../pack/diff.ts';
import { openPackage } from './open-package.ts';
import type { PackageDeps } from './package-deps.ts';

/** Both packages are opened as `openPackage` does: folders, archives and manifests compare with each other. */
export async function diffPackages(deps: PackageDeps, a: string, b: string): Promise<PackageDiff> {
  const [left, right] = [await openPackage(deps, a), await openPackage(deps, b)];
  return diffWpks({ path: a, wpk: left }, { path: b, wpk: right });
}
