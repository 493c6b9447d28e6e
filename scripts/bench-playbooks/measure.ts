import type { PrivateCluster } from '../../test/support/cluster.ts';
import { type Line, ratioLine } from '../bench-k8s/row.ts';
import { Requests } from './requests.ts';
import type { PlaybookRow } from './row.ts';
import { linesOf, manifestOf, Playbook, Script, scriptOf, type Took, type Work } from './sides.ts';

export interface BenchGround {
  readonly cluster: PrivateCluster;
  /** dist/atomctl. */
  readonly binary: string;
  readonly folder: string;
  readonly rounds: number;
  /** Hears of each request of the last round. */
  readonly hears?: (line: string) => void;
}

/** A playbook and its script in turn, each on a fault of its own; a first pair counts for nothing. */
export async function measure(row: PlaybookRow, ground: BenchGround): Promise<readonly Line[]> {
  const playbook = new Playbook(row, ground);
  const script = new Script(row, { kubectl: ground.cluster.program, folder: ground.folder });
  const requests = new Requests(ground.cluster.auditLog);
  const ours = () =>
    onFault(row, ground, async (work) => {
      const plan = playbook.approved(work);
      const planned = await requests.since(['atomctl/']);
      const took = playbook.run(plan, work);
      return { ...took, planned, asked: await requests.since(['atomctl/']) };
    });
  const theirs = () =>
    onFault(row, ground, async (work) => {
      await requests.since([]);
      const took = script.run(work);
      return { ...took, planned: [], asked: await requests.since(['kubectl/', 'k8sbox/']) };
    });
  const pairs: (readonly [Measured, Measured])[] = [];
  for (let round = 0; round <= ground.rounds; round += 1) pairs.push([await ours(), await theirs()]);
  const counted = pairs.slice(1);
  const [last] = counted.slice(-1);
  if (last !== undefined) {
    const [own, other] = last;
    for (const [who, asked] of Object.entries({ plan: own.planned, run: own.asked, script: other.asked }))
      for (const request of asked) ground.hears?.(`${who}: ${request}`);
  }
  return [
    ratioLine(
      "its own time, waits taken out, of the script's",
      counted.map(([own, other]) => [ownTime(own), ownTime(other)]),
      { limit: 1, unit: 's' },
    ),
    requestsLine(counted),
    {
      what: 'lines of the manifest, and of the script',
      measured: `${linesOf(manifestOf(row))} to ${linesOf(scriptOf(row))}`,
      goal: 'reported',
      ok: true,
    },
  ];
}

function requestsLine(counted: readonly (readonly [Measured, Measured])[]): Line {
  const pairs = counted.map(([own, other]) => [own.asked.length, other.asked.length] as const);
  if (pairs.flat().every((asked) => asked === 0))
    return { what: 'requests', measured: 'neither side asks the cluster', goal: '≤ 1', ok: true };
  const planned = counted.at(-1)?.[0].planned.length ?? 0;
  const what = `requests of the run, of the script's (its plan: ${planned} more)`;
  return ratioLine(what, pairs, { limit: 1, unit: 'requests' });
}

interface Measured extends Took {
  readonly planned: readonly string[];
  readonly asked: readonly string[];
}

function ownTime({ wall, waited }: Took): number {
  return wall - waited;
}

async function onFault(
  row: PlaybookRow,
  { cluster, folder }: BenchGround,
  work: (work: Work) => Promise<Measured>,
): Promise<Measured> {
  await using space = await cluster.namespace();
  const fault = await row.fault({ cluster, space, folder });
  try {
    return await work({ fault, space });
  } finally {
    await fault[Symbol.asyncDispose]?.();
  }
}
