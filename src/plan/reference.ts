import semver from 'semver';
import { AtomError } from '../base/errors.ts';
import type { StoredPackage } from '../model/stored-package.ts';

/** NAME or NAME@VERSION, as users write a package of the registry. */
export interface PackageReference {
  readonly name: string;
  readonly version: string | null;
}

/** Reads NAME[@VERSION]; undefined for what can only be a path. */
export function parseReference(text: string): PackageReference | undefined {
  const [, name, version] = /^([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)(?:@(.+))?$/.exec(text) ?? [];
  return name === undefined ? undefined : { name, version: version ?? null };
}

/** The version that was asked for, or the highest SemVer that is neither yanked nor a pre-release. */
export function chooseVersion(
  versions: readonly StoredPackage[],
  { name, version }: PackageReference,
): StoredPackage {
  if (version !== null) {
    const exact = versions.find((stored) => stored.version === version);
    if (exact !== undefined) return exact;
    throw notFound(
      `${name}@${version}`,
      versions.length === 0 ? 'atomctl workflows list' : `atomctl workflows show ${name}`,
    );
  }
  const candidates = versions.filter(
    (stored) => stored.state === 'active' && semver.prerelease(stored.version) === null,
  );
  const [highest] = candidates.toSorted((a, b) => semver.rcompare(a.version, b.version));
  if (highest !== undefined) return highest;
  if (versions.some((stored) => stored.state === 'yanked')) throw yanked(name);
  throw notFound(
    name,
    versions.length === 0 ? 'atomctl workflows list' : `Name a version: atomctl workflows show ${name}`,
  );
}

/** Versions from the highest down, for lists. */
export function byVersion(versions: readonly StoredPackage[]): readonly StoredPackage[] {
  return versions.toSorted((a, b) => semver.rcompare(a.version, b.version));
}

export function yanked(reference: string): AtomError {
  return new AtomError('ATOM_PACKAGE_YANKED', `${reference} was yanked`, {
    hint: 'See other versions: atomctl workflows list',
  });
}

function notFound(reference: string, hint: string): AtomError {
  return new AtomError('ATOM_PACKAGE_NOT_FOUND', `The registry has no ${reference}`, { hint });
}
