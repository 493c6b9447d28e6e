import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What a folder of this repository holds, as twelve hex digits: names and bytes of all its files. */
export function checksumOf(folder: string): string {
  const hash = createHash('sha256');
  const home = path.join(ROOT, folder);
  for (const file of globSync('**', { cwd: home }).toSorted()) {
    const whole = path.join(home, file);
    if (!statSync(whole).isFile()) continue;
    const bytes = readFileSync(whole);
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 12);
}
