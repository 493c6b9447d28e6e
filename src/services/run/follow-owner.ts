import { setTimeout as sleep } from 'node:timers/promises';
import { AtomError } from '../../base/errors.ts';
import type { RunId } from '../../model/run.ts';
import type { Lease } from '../../ports/journal.ts';
import type { RunDeps, RunOptions } from './deps.ts';

const LOOK_MS = 100;

export interface Following {
  readonly run: RunId;
  /** Events behind this one are shown. */
  readonly after: number;
  /** Null: as long as it takes. */
  readonly timeoutMs: number | null;
}

/**
 * Waits, showing what the owner does, until nobody carries the run: it has ended, its owner is gone, or let its lease
 * end. @throws {AtomError} ATOM_RUN_OWNED when the time is over, ATOM_INTERRUPTED; the owner goes on either way.
 */
export async function followOwner(
  deps: Pick<RunDeps, 'journal' | 'processes'>,
  { run, after, timeoutMs }: Following,
  { signal, onEvent }: RunOptions,
): Promise<void> {
  const { journal, processes } = deps;
  const until = timeoutMs === null ? Number.POSITIVE_INFINITY : processes.bootTime() + timeoutMs;
  let seen = after;
  for (;;) {
    const lease = await journal.lease(run);
    for await (const stored of journal.events(run, seen)) {
      seen = stored.seq;
      onEvent?.(stored);
    }
    if (lease === undefined || !isAtWork(processes, lease)) return;
    if (processes.bootTime() >= until) throw stillAtWork(run, lease, timeoutMs ?? 0);
    if (!(await paused(signal))) throw stoppedWaiting(run, lease);
  }
}

function isAtWork(processes: RunDeps['processes'], { owner, expires }: Lease): boolean {
  if (expires <= processes.bootTime()) return false;
  return !processes.isKnowable(owner) || processes.isAlive(owner);
}

async function paused(signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleep(LOOK_MS, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

function stillAtWork(run: RunId, { owner: { pid, host } }: Lease, timeoutMs: number): AtomError {
  return new AtomError(
    'ATOM_RUN_OWNED',
    `Process ${pid} on ${host} has not ended ${run} within ${timeoutMs / 1000} s and goes on ending it. What was asked is written down`,
    { hint: `atomctl runs logs -f ${run}`, details: { run, pid, host } },
  );
}

function stoppedWaiting(run: RunId, { owner: { pid, host } }: Lease): AtomError {
  return new AtomError(
    'ATOM_INTERRUPTED',
    `Process ${pid} on ${host} goes on ending ${run}; only the waiting for it was interrupted`,
    { hint: `atomctl runs show ${run}`, details: { run, pid, host } },
  );
}
