import { startCluster, type PrivateCluster } from '../../test/support/cluster.ts';
import { type Death, deathsAt, dying, writesIn } from '../../test/support/kill/dying.ts';
import { type EndedRun, type Ends, endsOf } from '../../test/support/kill/ends.ts';
import { carried } from '../../test/support/playbook/killed.ts';
import { type PlaybookRun, type Shipped, shipped } from '../../test/support/playbook/shipped.ts';
import { backupVerify } from './backup-verify.ts';
import { requeueJob } from './requeue-job.ts';
import { restartUnhealthy } from './restart-unhealthy.ts';
import { rotateSecret } from './rotate-secret.ts';
import type { KillRow, KillScene } from './row.ts';
import { scaleOnLatency } from './scale-on-latency.ts';

const ROWS: readonly KillRow[] = [
  ...restartUnhealthy,
  ...scaleOnLatency,
  ...backupVerify,
  ...rotateSecret,
  ...requeueJob,
];

/** Which playbooks, and which part of the kills. */
export interface Share {
  /** All, where none is named. */
  readonly names: readonly string[];
  /** Of the writes of each row, whether this one is among them. */
  readonly takes: (write: number) => boolean;
  readonly stop: AbortSignal;
  readonly progress: (what: string) => void;
}

/** How the runs of a row ended; `writes` is how many the journal has where nobody is killed. */
export interface RowEnds extends Ends {
  readonly row: string;
  readonly writes: number;
}

/** Kills the owners of each playbook at every write of its journal, on a cluster with a real kubelet. */
export async function killPlaybooks(share: Share): Promise<readonly RowEnds[]> {
  const rows = chosen(share.names);
  const ends: RowEnds[] = [];
  await using cluster = await startCluster({ kwokNodes: 0, kubelet: true });
  for (const row of rows) {
    if (share.stop.aborted) break;
    ends.push(await killRow(row, cluster, share));
  }
  return ends;
}

function chosen(names: readonly string[]): readonly KillRow[] {
  const known = [...new Set(ROWS.map(({ name }) => name))];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no playbook ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names.length === 0 ? ROWS : ROWS.filter(({ name }) => names.includes(name));
}

async function killRow(row: KillRow, cluster: PrivateCluster, share: Share): Promise<RowEnds> {
  const title = `${row.name}: ${row.outcome}`;
  await using space = await cluster.namespace();
  const scene = await row.stage({ cluster, space });
  try {
    const playbook = await shipped(row.name, { KUBECONFIG: space.kubeconfig, ...scene.env });
    const undisturbed = await runOnce(playbook, scene, null);
    share.progress(
      `${title}: ${undisturbed.writes} writes, ${undisturbed.result}, ${JSON.stringify(undisturbed.state)}`,
    );
    const ends = await endsOf(deathsOf(undisturbed.writes, share, title), {
      undisturbed,
      carry: (death) => runOnce(playbook, scene, death),
      tell: (why) => console.log(`${title}: ${why}`),
    });
    return { row: title, writes: undisturbed.writes, ...ends };
  } finally {
    await scene[Symbol.asyncDispose]?.();
  }
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
async function runOnce(playbook: Shipped, scene: KillScene, death: Death | null): Promise<EndedRun> {
  const plan = await playbook.approved(await scene.fault());
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
  return { result: run.result, report: reportOf(run), state: await scene.world(run), kills, writes };
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
