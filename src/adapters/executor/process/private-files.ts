import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunId } from '../../../model/run.ts';

/** Memory-backed where the platform has such a folder. */
const MEMORY_FOLDER = '/dev/shm';

/** Where the private files of a run lie: readable by nobody else, gone with the run. */
export function privateFolder(run: RunId, workFolder: string): string {
  return existsSync(MEMORY_FOLDER)
    ? path.join(MEMORY_FOLDER, `atomctl-${run}`)
    : path.join(path.dirname(workFolder), 'private');
}

/** Runs of any home that have private files in memory. */
export function runsWithPrivateFiles(): readonly string[] {
  if (!existsSync(MEMORY_FOLDER)) return [];
  const prefix = 'atomctl-';
  return readdirSync(MEMORY_FOLDER)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

/** Writes each value to a file of its own (0600) and gives the paths by name. */
export function writePrivateFiles(
  folder: string,
  prefix: string,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  makePrivate(folder);
  const files = Object.entries(values).map(([name, value], index) => {
    const file = path.join(folder, `${prefix}.${index}`);
    rmSync(file, { force: true });
    writeFileSync(file, value, { mode: 0o600, flag: 'wx' });
    return [name, file] as const;
  });
  return Object.fromEntries(files);
}

export function removePrivateFiles(files: Readonly<Record<string, string>>): void {
  for (const file of Object.values(files)) rmSync(file, { force: true });
}

/** The folder's name can be foreseen, so one that somebody else made is not used. */
function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (!lstatSync(folder).isDirectory() || uid !== process.getuid?.() || (mode & 0o077) !== 0) {
    throw new Error(`${folder} is not a private folder of this user`);
  }
}
