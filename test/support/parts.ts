import { PARTS } from '../../scripts/parts/catalogue.ts';
import { findPart, partsFolder } from '../../scripts/parts/folder.ts';

/**
 * The program of a real part; undefined where it is not there, and then its tests are skipped.
 * In CI nothing is skipped: a missing part is a failure.
 */
export function part(name: string): string | undefined {
  const known = PARTS.find((entry) => entry.name === name);
  if (known === undefined) throw new Error(`${name} is not in the catalogue of parts`);
  const file = findPart(known, partsFolder(process.env));
  if (file === undefined && process.env['CI'] === 'true') {
    throw new Error(`${name} is missing; bring it with: npm run parts ${name}`);
  }
  return file;
}

/** The program of a real part that a script cannot do without. @throws {Error} where it is not there */
export function needed(name: string): string {
  const file = part(name);
  if (file === undefined) throw new Error(`there is no ${name}: npm run parts ${name}`);
  return file;
}
