import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Part } from './catalogue.ts';

/** Where parts live: outside every checkout, so that each is brought once a machine. */
export function partsFolder(env: NodeJS.ProcessEnv): string {
  const cache = env['XDG_CACHE_HOME'] || path.join(env['HOME'] || os.homedir(), '.cache');
  return env['ATOMCTL_PARTS'] || path.join(cache, 'atomctl-parts');
}

/** The program of a part that is already there. */
export function findPart(part: Part, folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((entry) => entry.startsWith(`${part.name}-${part.version}`))
    .toSorted()
    .map((entry) => path.join(folder, entry, part.file))
    .findLast((file) => existsSync(file));
}
