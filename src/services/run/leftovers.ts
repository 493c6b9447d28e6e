import type { RunId } from '../../model/run.ts';
import type { AttemptProcess, AttemptRef } from '../../ports/run-host.ts';
import type { RunDeps } from './deps.ts';

/** What is left of a run that is over. */
export interface Leftovers {
  readonly run: RunId;
  readonly folders: boolean;
  readonly processes: readonly AttemptProcess[];
}

type Looking = Pick<RunDeps, 'journal' | 'processes' | 'folders'>;

/**
 * Folders and processes of runs of this store that have ended. A process that a step which was done left behind is
 * meant to be there, as a service that it started: it is no leftover.
 */
export async function findLeftovers(deps: Looking): Promise<readonly Leftovers[]> {
  const { journal, processes, folders } = deps;
  const left = await folders.left();
  const running = Map.groupBy(
    processes.ofAttempts(folders.root).flatMap((process) => {
      const attempt = folders.attemptOf(process.outputFile);
      return attempt === undefined ? [] : [{ process, attempt }];
    }),
    ({ attempt }) => attempt.run,
  );
  const ended = await journal.ended([...new Set([...left, ...running.keys()])]);
  const found: Leftovers[] = [];
  for (const run of [...left, ...running.keys()].filter((one, at, all) => all.indexOf(one) === at)) {
    if (!ended.has(run)) continue;
    const done = await attemptsDone(deps, run);
    const unwanted = (running.get(run) ?? []).filter(({ attempt }) => !done.has(keyOf(attempt)));
    const hasFolders = left.includes(run);
    if (hasFolders || unwanted.length > 0)
      found.push({ run, folders: hasFolders, processes: unwanted.map(({ process }) => process) });
  }
  return found;
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

async function attemptsDone({ journal }: Looking, run: RunId): Promise<ReadonlySet<string>> {
  const done = new Set<string>();
  for await (const { event } of journal.events(run, 0)) {
    if (event.type === 'step-done') done.add(keyOf(event));
  }
  return done;
}

function keyOf({ phase, step, attempt }: AttemptRef): string {
  return `${phase}/${step}/${attempt}`;
}
