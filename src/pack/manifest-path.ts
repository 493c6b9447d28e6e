import { AtomError } from '../base/errors.ts';

/**
 * The one manifest at the top of a package.
 * @throws {AtomError} ATOM_PACKAGE_INVALID when there is none, or more than one.
 */
export function manifestPath(paths: Iterable<string>): string {
  const found = [...paths].filter(isTopManifest).toSorted();
  const [only, second] = found;
  if (only === undefined) {
    throw new AtomError('ATOM_PACKAGE_INVALID', 'There is no manifest (NAME.wpk.yaml) at its top', {
      hint: 'atomctl init NAME',
    });
  }
  if (second !== undefined) {
    throw new AtomError('ATOM_PACKAGE_INVALID', `There is more than one manifest: ${found.join(', ')}`, {
      hint: 'Keep one of them, and give each other package a folder of its own',
    });
  }
  return only;
}

export function isManifestName(path: string): boolean {
  return path.endsWith('.wpk.yaml');
}

function isTopManifest(path: string): boolean {
  return !path.includes('/') && isManifestName(path);
}
