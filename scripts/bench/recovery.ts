import path from 'node:path';
import { run } from './command.ts';
import type { Row } from './row.ts';
import type { Measured } from './runs.ts';

/** What has to be known of a store's open runs before anything is scheduled on it. */
export function recoveryRow(
  cwd: string,
  { open, rounds }: { readonly open: number; readonly rounds: number },
): Row {
  const home = path.join(cwd, 'recovery');
  const script = path.join(import.meta.dirname, 'open-runs.ts');
  const call = (verb: string, ...more: string[]) =>
    run({ command: [process.execPath, script, verb, home, ...more] });
  let made = false;
  const measured = (verb: string) => {
    if (!made) call('make', String(open));
    made = true;
    const { ms }: Measured = JSON.parse(call(verb));
    return ms;
  };
  return {
    name: 'recovery',
    what: `find which of ${open} open runs have lost their owner, and what each needs (processor time)`,
    against: 'the same Node: read their rows by raw SQL',
    limit: 5,
    unit: 'ms',
    rounds,
    warmUp: true,
    ours: () => measured('find'),
    theirs: () => measured('read'),
  };
}
