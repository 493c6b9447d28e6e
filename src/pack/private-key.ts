import type { PackageFile } from '../model/wpk.ts';
import type { EntryProblem } from './archive-error.ts';

const MARK = 'PRIVATE KEY-----';
const KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\r?\n(?:Proc-Type: |[A-Za-z0-9+/=]{16})/;

/** Files that hold a private key in PEM, plain or encrypted: they never leave the machine in a package. */
export function findPrivateKeys(files: readonly PackageFile[]): EntryProblem[] {
  return files.filter(holdsKey).map(({ path }) => ({ path, why: 'holds a private key' }));
}

function holdsKey({ bytes }: PackageFile): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes(MARK, 0, 'latin1') && KEY.test(buffer.toString('latin1'));
}
