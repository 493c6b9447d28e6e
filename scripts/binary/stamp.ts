import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';

const SOURCES = [
  '{bin,commands,schemas,src}/**/*.{ts,js,json}',
  'playbooks/**/*.*',
  'scripts/binary{,/*}.ts',
  'package.json',
  'package-lock.json',
  'pkg.config.json',
];

/** A digest of everything that the binary is made of, so that one that is current is not built again. */
export function sourceStamp(): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of globSync(SOURCES).toSorted()) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
