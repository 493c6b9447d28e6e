import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { once, seeded } from './chance.ts';
import { wallMs } from './command.ts';
import type { Row } from './row.ts';

export interface PackSize {
  readonly rounds: number;
  readonly files: number;
  readonly bytes: number;
}

/** `pack` of many small files, against GNU tar and gzip, which read and compress the same ones. Wall time. */
export function packRow(binary: string, cwd: string, { files, bytes, rounds }: PackSize): Row {
  const folder = path.join(cwd, 'many');
  const prepare = once(() => writeMany(folder, { files, bytes }));
  const env = { ATOMCTL_HOME: path.join(cwd, 'home') };
  const archive = path.join(cwd, 'many.wpk');
  return {
    name: 'pack',
    what: `pack of ${files} files, ${Math.round(bytes / 1e6)} MB`,
    against: 'GNU tar + gzip',
    limit: 1.5,
    unit: 'ms',
    rounds,
    warmUp: true,
    ours: () => {
      prepare();
      rmSync(archive, { force: true });
      return wallMs({ command: [binary, 'pack', folder, '-o', archive], cwd, env });
    },
    theirs: () =>
      wallMs({ command: ['sh', '-c', `tar -cf - -C '${folder}' . | gzip > '${archive}.tar.gz'`], cwd }),
  };
}

/** Text that compresses about as source code does, the same in every run. */
function writeMany(folder: string, { files, bytes }: Omit<PackSize, 'rounds'>): void {
  mkdirSync(folder, { recursive: true });
  const each = Math.floor(bytes / files);
  const random = seeded(42);
  for (let i = 0; i < files; i += 1) {
    const inner = path.join(folder, `part-${i % 30}`);
    mkdirSync(inner, { recursive: true });
    writeFileSync(path.join(inner, `file-${i}.txt`), textOf(each, random));
  }
  writeFileSync(path.join(folder, 'many.wpk.yaml'), MANIFEST);
}

function textOf(length: number, random: () => number): string {
  const words: string[] = [];
  for (let size = 0; size < length; ) {
    const word = Math.floor(random() ** 2 * 60_000).toString(36);
    words.push(word);
    size += word.length + 1;
  }
  return words.join(' ');
}

const MANIFEST = `apiVersion: v1
kind: WorkflowPackage
metadata: {name: many, version: 1.0.0, author: bench@example.org}
spec:
  runtime: {type: shell}
  inputs: {type: object}
  handlers:
    - name: only
      with: {command: [/bin/true]}
      timeout: 1m
  validation: {limits: {timeout: 1m, memory: 64Mi}}
`;
