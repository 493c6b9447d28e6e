import type { Digest } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import type { AdmittedWpk, VerifiedWpk } from '../model/trust.ts';
import type { RunPackage, Wpk } from '../model/wpk.ts';
import { chooseVersion, parseReference, yanked } from '../plan/reference.ts';
import type { Files } from '../ports/files.ts';
import type { KeptPackage, Registry } from '../ports/registry.ts';
import { openPackageBytes } from './open-package-bytes.ts';
import { checkPackage } from './valid-manifest.ts';
import { proofsIn, type Verify, verifyStored } from './verify-stored.ts';

/** Verifies a file with the bundles beside it. */
export type VerifyFile = (file: string) => Promise<VerifiedWpk>;

export interface AdmitDeps {
  readonly files: Pick<Files, 'kindOf'>;
  readonly registry: Registry;
  readonly verify: Verify;
  readonly verifyFile: VerifyFile;
  readonly tenant: string;
}

/**
 * The one way to a package that may be planned: a file whose signature is trusted, or NAME[@VERSION] of the
 * registry, verified again and not yanked; and its manifest passes every check.
 * @throws {AtomError} as `verifyPackage` does; ATOM_PACKAGE_INVALID
 */
export async function admitPackage(deps: AdmitDeps, ref: string): Promise<AdmittedWpk> {
  if (await isFolder(deps, ref)) {
    throw new AtomError('ATOM_USAGE', `${ref} is a folder: only a signed file is planned and run`, {
      hint: `atomctl run ${ref} --key KEY  (or: atomctl pack ${ref})`,
    });
  }
  return admitVerified(looksLikePath(ref) ? await deps.verifyFile(ref) : await fromRegistry(deps, ref));
}

/** As `admitPackage`, of NAME@VERSION of the registry alone. */
export async function admitNamed(deps: AdmitDeps, ref: string): Promise<AdmittedWpk> {
  return admitVerified(await fromRegistry(deps, ref));
}

/** A name of the registry wins over a folder that is called so. */
async function isFolder({ files, registry, tenant }: AdmitDeps, ref: string): Promise<boolean> {
  if ((await files.kindOf(ref).catch(() => 'other')) !== 'folder') return false;
  return looksLikePath(ref) || (await registry.versions(tenant, ref)).length === 0;
}

/** The package of a plan or run, by its digest: its manifest was checked when that was planned. @throws {AtomError} ATOM_PACKAGE_NOT_FOUND, or why it is not trusted any more. */
export async function readmitPackage(deps: AdmitDeps, reference: PackageOfPlan): Promise<AdmittedWpk> {
  const { name, version } = reference;
  const { blob, proofs } = await keptPackage(deps, reference);
  return admitted(await verifyStored(deps.verify, { name, version, blob, proofs }));
}

/** The same package for a run that is undone: the bytes that were approved, whoever has lost trust in their signer since. */
export async function packageToUndo(
  deps: Pick<AdmitDeps, 'registry'>,
  reference: PackageOfPlan,
): Promise<Wpk> {
  const { blob } = await keptPackage(deps, reference);
  return openPackageBytes(blob, `${reference.name}@${reference.version}`);
}

/** What is left of a package once it is planned: who carries a run shall not hold more of it. */
export function runPackage({ digest, files }: Wpk): RunPackage {
  return { digest, files };
}

interface PackageOfPlan {
  readonly name: string;
  readonly version: string;
  readonly digest: Digest;
}

async function keptPackage(
  { registry }: Pick<AdmitDeps, 'registry'>,
  { name, version, digest }: PackageOfPlan,
): Promise<KeptPackage> {
  const kept = await registry.kept(digest);
  if (kept !== undefined) return kept;
  throw new AtomError('ATOM_PACKAGE_NOT_FOUND', `The store has no bytes of ${name}@${version} (${digest})`, {
    hint: `Plan it again: atomctl plan ${name}`,
  });
}

/** A yanked version is not started again, whichever way its bytes come in. @throws {AtomError} ATOM_PACKAGE_YANKED */
export async function refuseYanked(
  { registry, tenant }: Pick<AdmitDeps, 'registry' | 'tenant'>,
  { name, version, digest }: Pick<Wpk, 'name' | 'version' | 'digest'>,
): Promise<void> {
  const stored = await registry.versions(tenant, name);
  if (stored.some((one) => one.digest === digest && one.state === 'yanked'))
    throw yanked(`${name}@${version}`);
}

async function fromRegistry({ registry, verify, tenant }: AdmitDeps, ref: string): Promise<VerifiedWpk> {
  const reference = parseReference(ref);
  if (reference === undefined)
    throw new AtomError('ATOM_USAGE', `"${ref}" is neither a file nor NAME[@VERSION]`, {
      hint: 'atomctl workflows list',
    });
  const stored = chooseVersion(await registry.versions(tenant, reference.name), reference);
  const { name, version } = stored;
  if (stored.state === 'yanked') throw yanked(`${name}@${version}`);
  const blob = await registry.blob(stored.digest);
  return verifyStored(verify, { name, version, blob, proofs: proofsIn(stored) });
}

/** A path has a separator or an ending; a name has neither. */
export function looksLikePath(ref: string): boolean {
  return /[\\/]|\.(wpk|ya?ml)$/.test(ref) || ref === '.';
}

/** Lets a package in that the caller has just had verified. @throws {AtomError} ATOM_PACKAGE_INVALID with all problems. */
export async function admitVerified(wpk: VerifiedWpk): Promise<AdmittedWpk> {
  await checkPackage(wpk);
  return admitted(wpk);
}

function admitted(wpk: VerifiedWpk): AdmittedWpk {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this module is what earns the brand.
  return wpk as unknown as AdmittedWpk;
}
