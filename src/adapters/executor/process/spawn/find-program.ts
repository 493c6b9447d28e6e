import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ProcessStart } from './start-process.ts';

/**
 * The path that execvp would try first: the first of the name in the PATH of the new environment, an empty entry being
 * the folder in which the program starts. Undefined where there is none, or only the system's default PATH.
 */
export function findProgram({
  file,
  env,
  cwd,
}: Pick<ProcessStart, 'file' | 'env' | 'cwd'>): string | undefined {
  if (file.includes('/')) return file;
  const folders = env['PATH']?.split(':') ?? [];
  const programs = folders.map((folder) => (folder === '' ? `./${file}` : `${folder}/${file}`));
  return file === '' ? undefined : programs.find((program) => existsSync(path.resolve(cwd, program)));
}
