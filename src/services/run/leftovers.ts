import type { RunId } from '../../model/run.ts';
import type { AttemptProcess, RunContainer } from '../../ports/run-host.ts';
import type { RunDeps } from './deps.ts';

/** What is left of a run that is over, or that this store does not know: none of it was to outlive its run. */
export interface Leftovers {
  readonly run: RunId;
  /** To this store. */
  readonly known: boolean;
  readonly folders: boolean;
  readonly processes: readonly AttemptProcess[];
  readonly containers: readonly RunContainer[];
  /** Output files of attempts whose control groups are there. */
  readonly groups: readonly string[];
}

type Looking = Pick<RunDeps, 'journal' | 'processes' | 'folders'>;
type Removing = Looking & Pick<RunDeps, 'containers'>;

/**
 * Folders, processes, containers and control groups of runs that have ended. Of a run that the store does not know, as
 * one that was restored from an older copy does, only what lies under this home.
 */
export async function findLeftovers(deps: Removing): Promise<readonly Leftovers[]> {
  const { journal, processes, folders, containers } = deps;
  const left = await folders.left();
  const running = Map.groupBy(
    processes.ofAttempts(folders.root),
    ({ outputFile }) => folders.attemptOf(outputFile)?.run,
  );
  const contained = Map.groupBy(await containers.ofRuns(folders.root), ({ run }) => run);
  const ours = new Set<string>([...left.here, ...keysOf(running), ...contained.keys()]);
  const named = new Set<string>([...ours, ...left.privately]);
  const standings = await journal.standings([...named]);
  const folded = new Set<string>([...left.here, ...left.privately]);
  const over = [...named].filter((run): run is RunId => {
    const standing = standings.get(run);
    return standing === 'ended' || (standing === undefined && ours.has(run));
  });
  return Promise.all(
    over.map(async (run) => ({
      run,
      known: standings.has(run),
      folders: folded.has(run),
      processes: running.get(run) ?? [],
      containers: contained.get(run) ?? [],
      groups: await folders.inGroups(run),
    })),
  );
}

function keysOf(map: ReadonlyMap<RunId | undefined, unknown>): RunId[] {
  return [...map.keys()].filter((run) => run !== undefined);
}

/** How many processes of an open run are there, whoever carries it. */
export function processesOf({ processes, folders }: Looking): ReadonlyMap<RunId, readonly number[]> {
  const pids = new Map<RunId, number[]>();
  for (const { pid, outputFile } of processes.ofAttempts(folders.root)) {
    const run = folders.attemptOf(outputFile)?.run;
    if (run !== undefined) pids.set(run, [...(pids.get(run) ?? []), pid]);
  }
  return pids;
}

/** Gives what could not be removed, and why; what leads to it stays then. */
export async function removeLeftovers(
  deps: Removing,
  { run, processes, containers, groups }: Leftovers,
): Promise<string | null> {
  for (const outputFile of new Set([...processes.map((process) => process.outputFile), ...groups])) {
    await deps.processes.endStep({ process: null, outputFile });
  }
  for (const container of containers) {
    const why = await deps.containers.remove(container);
    if (why !== null) return `its container ${shortId(container)} is still there: ${why}`;
  }
  await deps.folders.remove(run);
  return null;
}

/** As container engines show them. */
export function shortId({ id }: RunContainer): string {
  return id.slice(0, 12);
}
