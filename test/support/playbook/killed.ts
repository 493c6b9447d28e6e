import { setTimeout as sleep } from 'node:timers/promises';
import type { CliResult, StartedCli } from '../cli.ts';
import { mulberry } from '../kill/random.ts';
import { succeed } from '../workbench.ts';
import type { Env, Inputs, PlaybookRun, Shipped } from './shipped.ts';

/** Kills that a playbook is held to. The same seed kills after the same times. */
export interface Kills {
  readonly seed: number;
  readonly points: number;
  /** How long a run takes from its first word to its end: none of its moments is spared. */
  readonly wholeMs: number;
  /** Makes the fault anew; before each run. */
  readonly before?: () => Promise<void>;
  /** Looks at a run that has ended, and at the world. */
  readonly after?: (run: PlaybookRun) => Promise<void>;
}

/** Owners in a row that may fail to end a run before it counts as stuck. */
const OWNERS = 40;

/**
 * Runs a playbook again and again until its owners were killed at so many moments; each run is resumed until it ends, and
 * its chain is proven. Moments lie close to the start of an owner more often than far from it, so that a long wait does
 * not take all of them. @throws {Error} for a run that does not end, or waits for a person
 */
export async function killed(playbook: Shipped, inputs: Inputs, kills: Kills): Promise<PlaybookRun[]> {
  const random = mulberry(kills.seed);
  const left = { kills: kills.points };
  const runs: PlaybookRun[] = [];
  while (left.kills > 0) {
    await kills.before?.();
    const run = await carried(playbook, await playbook.approved(inputs), async (begin) => {
      const life = random() ** 2 * kills.wholeMs;
      if (left.kills === 0) return begin().result;
      const ended = await killAfter(begin(), life);
      left.kills -= Number(ended.exitCode === undefined);
      return ended;
    });
    await succeed(playbook.at(['audit', 'verify']));
    await kills.after?.(run);
    runs.push(run);
  }
  return runs;
}

/** Carries a plan to its end, each owner at the mercy of `fate`. @throws {Error} as `killed` does */
export async function carried(
  playbook: Shipped,
  plan: string,
  fate: (begin: (env?: Env) => StartedCli) => Promise<CliResult>,
): Promise<PlaybookRun> {
  let run: string | undefined;
  for (let owners = 0; owners < OWNERS; owners += 1) {
    const args = run === undefined ? ['run', '--plan', plan] : ['runs', 'resume', run];
    const ended = await fate((env = {}) => playbook.start(args, { env }));
    run ??= await runOf(playbook, plan);
    if (run === undefined) continue;
    const last = await playbook.recorded(run, ended);
    if (last.record.state === 'ended') return last;
    if (last.record.state === 'waiting') throw new Error(`${run} waits for a person: ${ended.stderr}`);
  }
  throw new Error(`the run did not end with ${OWNERS} owners`);
}

/** The run of a plan, where its first owner lived long enough to write it down. */
async function runOf({ at }: Shipped, plan: string): Promise<string | undefined> {
  const { items } = (await at(['runs', 'list', '--limit', '1', '--json'])).json();
  return items[0]?.plan?.id === plan ? items[0].id : undefined;
}

/** Counts from the owner's first word, which comes when its run is on the disk. */
async function killAfter(owner: StartedCli, ms: number): Promise<CliResult> {
  await owner.says('\n');
  await Promise.race([owner.result, sleep(ms)]);
  owner.kill('SIGKILL');
  return owner.result;
}
