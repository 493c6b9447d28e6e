import { setTimeout as sleep } from 'node:timers/promises';
import type { RunId } from '../../../src/model/run.ts';
import type { StartedCli } from '../cli.ts';
import { DAG } from './dag.ts';
import type { Death } from './dying.ts';
import { type Ground, killingGround } from './ground.ts';
import { brokenPromises } from './judge.ts';

/** What a campaign of kills has seen. */
export interface Seen {
  kills: number;
  runs: number;
  effects: number;
  /** Attempts that a kill cut off. */
  interrupted: number;
  /** What should not be: broken promises, and runs that did not end. */
  readonly broken: string[];
}

/** Kills whoever carries the run at hand; resolves when that process is gone. */
export type Killer = (begin: (death: Death | null) => StartedCli) => Promise<void>;

/** Owners in a row that may fail to end a run before it counts as stuck. */
const OWNERS = 200;
const LANES = [1, 2];

export function newSeen(): Seen {
  return { kills: 0, runs: 0, effects: 0, interrupted: 0, broken: [] };
}

/** Carries runs in two homes at once, each owner at the mercy of what `killers` gives; undefined: nobody is killed any more. */
export async function campaign(nextRun: () => Iterator<Killer> | undefined): Promise<Seen> {
  const seen = newSeen();
  await Promise.all(
    LANES.map(async () => {
      const ground = await killingGround();
      for (let killers = nextRun(); killers !== undefined; killers = nextRun())
        await carry(ground, killers, seen);
    }),
  );
  return seen;
}

/** One run from its start to its end, however many owners that takes; and what is then to be said of it. */
async function carry(ground: Ground, killers: Iterator<Killer>, seen: Seen): Promise<void> {
  const before = (await ground.latest())?.id;
  let run: RunId | undefined;
  for (let owners = 0; owners < OWNERS; owners += 1) {
    const killer = killers.next();
    const owner = (death: Death | null) =>
      run === undefined ? ground.start(death) : ground.resume(run, death);
    if (killer.done === true) await owner(null).result;
    else await killer.value(owner);
    const record = await ground.latest();
    if (record === undefined || record.id === before) continue;
    run = record.id;
    if (record.state !== 'ended') continue;
    if (record.result !== DAG.result) seen.broken.push(`${run} ended as ${record.result ?? 'nothing'}`);
    await judge(ground, run, seen);
    return;
  }
  seen.broken.push(`${run ?? 'a run'} does not end`);
}

async function judge(ground: Ground, run: RunId, seen: Seen): Promise<void> {
  const events = await ground.events(run);
  const effects = ground.effects(run);
  seen.runs += 1;
  seen.effects += effects.length;
  seen.interrupted += events.filter(({ event }) => event.type === 'step-interrupted').length;
  seen.broken.push(...brokenPromises(events, effects).map((what) => `${run}: ${what}`));
}

/** Lets the owner kill itself at one of its journal writes. */
export function atWrite(death: Death, seen: Pick<Seen, 'kills'>): Killer {
  return async (begin) => {
    const { exitCode } = await begin(death).result;
    if (exitCode === undefined) seen.kills += 1;
  };
}

/** Kills the owner `afterMs` after its first word. */
export function atMoment(afterMs: number, seen: Pick<Seen, 'kills'>): Killer {
  return async (begin) => {
    const owner = begin(null);
    await owner.says('\n');
    await Promise.race([owner.result, sleep(afterMs)]);
    owner.kill('SIGKILL');
    if ((await owner.result).exitCode === undefined) seen.kills += 1;
  };
}
