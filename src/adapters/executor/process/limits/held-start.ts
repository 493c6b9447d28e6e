import { findProgram } from '../spawn/find-program.ts';
import type { ProcessStart } from '../spawn/start-process.ts';

// Constant programs: what varies are their arguments. The shell becomes the program, under the same process id.
const INTO_GROUPS =
  'while [ "$1" != -- ]; do echo 0 > "$1/cgroup.procs" || exit 125; shift; done; shift; exec "$@"';
const WITH_DATA = 'ulimit -d "$1" || exit 125; shift; exec "$@"';

/** The same program, which enters groups before it begins. */
export function intoGroups(start: ProcessStart, folders: readonly string[]): ProcessStart {
  return throughShell(start, INTO_GROUPS, [...folders, '--']);
}

/** The same program, of whose processes each may have so much memory of its own. */
export function withData(start: ProcessStart, bytes: number): ProcessStart {
  return throughShell(start, WITH_DATA, [String(Math.ceil(bytes / 1024))]);
}

/** A program that is not there is started as it is, so that it fails as it does without limits. */
function throughShell(start: ProcessStart, program: string, settings: readonly string[]): ProcessStart {
  const found = findProgram(start);
  if (found === undefined) return start;
  const file = found.startsWith('-') ? `./${found}` : found;
  return { ...start, file: '/bin/sh', args: ['-c', program, 'sh', ...settings, file, ...start.args] };
}
