import { readFileSync, writeFileSync } from 'node:fs';
import { openStore } from '../../../src/adapters/store/open-store.ts';
import { chainRecord } from '../../../src/audit/chain.ts';
import type { RunId, RunRecord, StoredEvent } from '../../../src/model/run.ts';
import { type Author, author } from '../author.ts';
import type { StartedCli } from '../cli.ts';
import { succeed } from '../workbench.ts';
import { DAG } from './dag.ts';
import { type Death, dying, writesIn } from './dying.ts';
import type { Effect } from './judge.ts';

/** A home with the package of 60 steps in its registry, where runs are killed and what they did is counted from outside. */
export interface Ground {
  readonly home: string;
  /** A run of the package, started as a user starts it. */
  start(death: Death | null): StartedCli;
  resume(run: RunId, death: Death | null): StartedCli;
  latest(): Promise<RunRecord | undefined>;
  events(run: RunId): Promise<readonly StoredEvent[]>;
  /** What the steps of a run have done. */
  effects(run: RunId): readonly Effect[];
  /** How many writes the last process that ended by itself had committed. */
  writes(): number;
}

export async function killingGround(): Promise<Ground> {
  const ana = await author();
  await succeed(ana.push(DAG.name, DAG.spec, { files: DAG.files }));
  const effects = ana.in('effects');
  writeFileSync(effects, '');
  const count = ana.in('writes');
  const start = (args: readonly string[], death: Death | null) =>
    ana.start(args, { env: dying(death, count) });
  return {
    home: ana.home,
    start: (death) =>
      start(['run', DAG.name, '-i', `effects=${effects}`, '--approve', '--reason', 'to kill it'], death),
    resume: (run, death) => start(['runs', 'resume', run], death),
    latest: () => latest(ana),
    events: (run) => eventsOf(ana, run),
    effects: (run) => effectsIn(effects, run),
    writes: () => writesIn(count),
  };
}

async function latest({ home }: Author): Promise<RunRecord | undefined> {
  await using store = await openStore(home, chainRecord);
  return (await store.journal.list({ tenant: 'local', cursor: null, limit: 1 })).items[0];
}

async function eventsOf({ home }: Author, run: RunId): Promise<readonly StoredEvent[]> {
  await using store = await openStore(home, chainRecord);
  return await Array.fromAsync(store.journal.events(run, 0));
}

function effectsIn(file: string, run: RunId): readonly Effect[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.flatMap((line) => {
    const [micros, of, name = ''] = line.split(' ');
    return of === run ? [{ at: Number(micros) / 1000, attempt: name }] : [];
  });
}
