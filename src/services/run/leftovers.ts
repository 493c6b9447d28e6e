import type { RunId } from '../../model/run.ts';
import type { AttemptProcess } from '../../ports/run-host.ts';
import type { RunDeps } from './deps.ts';

/** What is left of a run that is over. */
export interface Leftovers {
  readonly run: RunId;
  readonly folders: boolean;
  readonly processes: readonly AttemptProcess[];
}

type Looking = Pick<RunDeps, 'journal' | 'processes' | 'folders'>;

/** Folders and processes of runs of this store that have ended: neither was to outlive its run. */
export async function findLeftovers(deps: Looking): Promise<readonly Leftovers[]> {
  const { journal, processes, folders } = deps;
  const left = new Set(await folders.left());
  const running = Map.groupBy(
    processes.ofAttempts(folders.root),
    ({ outputFile }) => folders.attemptOf(outputFile)?.run,
  );
  const known = [...new Set([...left, ...running.keys()])].filter((run) => run !== undefined);
  const ended = await journal.ended(known);
  return known
    .filter((run) => ended.has(run))
    .map((run) => ({ run, folders: left.has(run), processes: running.get(run) ?? [] }));
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

export async function removeLeftovers(deps: Looking, { run, processes }: Leftovers): Promise<void> {
  for (const outputFile of new Set(processes.map((process) => process.outputFile))) {
    await deps.processes.endStep({ process: null, outputFile });
  }
  await deps.folders.remove(run);
}
