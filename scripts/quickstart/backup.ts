import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';

export interface Backups {
  readonly files: number;
  readonly good: string;
  readonly damaged: string;
  readonly damagedFile: string;
}

const FILES_A_FOLDER = 100;

/** A folder of `count` files with a checksum list, packed twice with the real tar: as it is, and with one byte of one file flipped. */
export async function makeBackup(folder: string, count: number): Promise<Backups> {
  const data = path.join(folder, 'data');
  const names = Array.from({ length: count }, (_, index) =>
    path.posix.join(`part-${Math.floor(index / FILES_A_FOLDER)}`, `record-${index}.json`),
  );
  const sums = names.map((name) => {
    const content = contentOf(name);
    mkdirSync(path.join(data, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(data, name), content);
    return `${createHash('sha256').update(content).digest('hex')}  ./${name}`;
  });
  writeFileSync(path.join(data, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  const good = path.join(folder, 'monday.tar.gz');
  await execa('tar', ['-C', folder, '-czf', good, 'data']);

  const damagedFile = names[Math.floor(count / 2)] ?? '';
  flipByte(path.join(data, damagedFile), path.join(data, damagedFile));
  const damaged = path.join(folder, 'tuesday.tar.gz');
  await execa('tar', ['-C', folder, '-czf', damaged, 'data']);
  return { files: count, good, damaged, damagedFile };
}

/** Copies a file with the lowest bit of its middle byte flipped. */
export function flipByte(from: string, to: string): void {
  const bytes = readFileSync(from);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(to, bytes);
}

/** About 8 KiB that no two files share and that gzip can do little with. */
function contentOf(name: string): string {
  const seed = createHash('sha256').update(name).digest('hex');
  const lines = Array.from({ length: 120 }, (_, line) =>
    createHash('sha256').update(`${seed}${line}`).digest('hex'),
  );
  return `${JSON.stringify({ name, lines })}\n`;
}
