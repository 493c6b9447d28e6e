import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const DIE_AT_WRITE = pathToFileURL(path.join(import.meta.dirname, 'die-at-write.ts')).href;

/** At which write of its journal an owner is killed: just before the commit, or just after it. */
export interface Death {
  readonly write: number;
  readonly side: 'before' | 'after';
}

/** The environment of an owner that dies so, or does not; one that ends by itself says in the file `count` how many writes it has committed. */
export function dying(death: Death | null | undefined, count: string): Readonly<Record<string, string>> {
  const at = death === null || death === undefined ? {} : { KILL_AT: `${death.write}:${death.side}` };
  return { NODE_OPTIONS: `--import=${DIE_AT_WRITE}`, KILL_COUNT: count, ...at };
}

/** How many writes the last owner that ended by itself had committed. */
export function writesIn(count: string): number {
  return existsSync(count) ? Number(readFileSync(count, 'utf8')) : 0;
}

/** Each of so many writes, on both sides of its commit; `every` second or third alone where that is asked for. */
export function* deathsAt(writes: number, every = 1): Generator<Death> {
  for (let write = 1; write <= writes; write += every) {
    yield { write, side: 'before' };
    yield { write, side: 'after' };
  }
}
