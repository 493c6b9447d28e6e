import { isDeepStrictEqual } from 'node:util';
import { startCluster, type PrivateCluster } from '../../test/support/cluster.ts';
import { type Death, deathsAt, dying, writesIn } from '../../test/support/kill/dying.ts';
import { type EndedRun, type Ends, endsOf } from '../../test/support/kill/ends.ts';
import { carried } from '../../test/support/playbook/killed.ts';
import { OUTCOMES } from '../../test/support/playbook/outcomes.ts';
import type { Outcome, Staged } from '../../test/support/playbook/outcomes/outcome.ts';
import { type PlaybookRun, type Shipped, shipped } from '../../test/support/playbook/shipped.ts';

/** Which playbooks, and which part of the kills. */
export interface Share {
  /** All, where none is named. */
  readonly names: readonly string[];
  /** Of the writes of each outcome, whether this one is among them. */
  readonly takes: (write: number) => boolean;
  readonly stop: AbortSignal;
  readonly progress: (what: string) => void;
}

/** How the runs of an outcome ended; `writes` is how many the journal has where nobody is killed. */
export interface OutcomeEnds extends Ends {
  readonly outcome: string;
  readonly writes: number;
}

/** Kills the owners of each playbook at every write of its journal, on a cluster with a real kubelet. */
export async function killPlaybooks(share: Share): Promise<readonly OutcomeEnds[]> {
  const outcomes = chosen(share.names);
  const ends: OutcomeEnds[] = [];
  await using cluster = await startCluster({ kwokNodes: 0, kubelet: true });
  for (const outcome of outcomes) {
    if (share.stop.aborted) break;
    ends.push(await killOutcome(outcome, cluster, share));
  }
  return ends;
}

function chosen(names: readonly string[]): readonly Outcome[] {
  const known = [...new Set(OUTCOMES.map(({ playbook }) => playbook))];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no playbook ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names.length === 0 ? OUTCOMES : OUTCOMES.filter(({ playbook }) => names.includes(playbook));
}

async function killOutcome(outcome: Outcome, cluster: PrivateCluster, share: Share): Promise<OutcomeEnds> {
  const title = `${outcome.playbook}: ${outcome.what}`;
  await using space = await cluster.namespace();
  const staged = await outcome.stage({ cluster, space });
  try {
    const playbook = await shipped(outcome.playbook, { KUBECONFIG: space.kubeconfig, ...staged.env });
    const undisturbed = await runOnce(playbook, staged, null);
    if (!isAsSaid(undisturbed, outcome))
      throw new Error(`${title}: not so without a kill: ${JSON.stringify(undisturbed)}`);
    const ends = await endsOf(deathsOf(undisturbed.writes, share, title), {
      undisturbed,
      carry: (death) => runOnce(playbook, staged, death),
      tell: (why) => console.log(`${title}: ${why}`),
    });
    return { outcome: title, writes: undisturbed.writes, ...ends };
  } finally {
    await staged[Symbol.asyncDispose]?.();
  }
}

function isAsSaid({ result, state }: EndedRun, { result: expected, leaves }: Outcome): boolean {
  return result === expected && isDeepStrictEqual({ ...state, ...leaves }, state);
}

function* deathsOf(writes: number, { takes, stop, progress }: Share, title: string): Generator<Death> {
  for (const death of deathsAt(writes)) {
    if (stop.aborted) return;
    if (!takes(death.write)) continue;
    progress(`${title}: ${death.side} write ${death.write} of ${writes}`);
    yield death;
  }
}

/** A run of a fault of its own, whose first owner dies; others carry it to its end. */
async function runOnce(playbook: Shipped, staged: Staged, death: Death | null): Promise<EndedRun> {
  const plan = await playbook.approved(await staged.fault());
  const count = playbook.ana.in('writes');
  let kills = 0;
  let owners = 0;
  const run = await carried(playbook, plan, async (begin) => {
    owners += 1;
    const ended = await begin(dying(owners === 1 ? death : null, count)).result;
    kills += Number(ended.exitCode === undefined);
    return ended;
  });
  const writes = writesIn(count);
  return { result: run.result, report: reportOf(run), state: await staged.world(run), kills, writes };
}

/** Why it ended so, what is left to do, and what failed. */
function reportOf({ record }: PlaybookRun): string {
  const steps: readonly Step[] = [...record.steps, ...record.rollback];
  const errors = steps.flatMap(({ name, error }) => (error === null ? [] : [`${name}: ${error.message}`]));
  return [record.reason ?? '', ...record.leftToDo, ...errors].join('\n');
}

interface Step {
  readonly name: string;
  readonly error: { readonly message: string } | null;
}
