import { AtomError } from '../../base/errors.ts';
import type { RunId } from '../../model/run.ts';
import type { Lease } from '../../ports/journal.ts';
import type { RunDeps } from './deps.ts';

/**
 * Takes a run. A dead owner is seen at once; a living one keeps the run until its lease ends,
 * and is then killed with all that descends from it before the lease is taken.
 * @throws {AtomError} ATOM_RUN_OWNED
 */
export async function takeRun(deps: RunDeps, run: RunId, leaseMs: number): Promise<Lease> {
  const { journal, processes } = deps;
  const seen = await journal.lease(run);
  if (seen !== undefined) await endOldOwner(deps, run, seen);
  return journal.claim(run, {
    seen,
    owner: processes.own(),
    expires: processes.bootTime() + leaseMs,
    at: deps.now().toISOString(),
  });
}

/** Whether a process carries the run now. */
export async function isCarried(
  { journal, processes }: Pick<RunDeps, 'journal' | 'processes'>,
  run: RunId,
): Promise<boolean> {
  const lease = await journal.lease(run);
  if (lease === undefined) return false;
  return processes.isKnowable(lease.owner)
    ? processes.isAlive(lease.owner)
    : lease.expires > processes.bootTime();
}

async function endOldOwner({ processes }: RunDeps, run: RunId, { owner, expires }: Lease): Promise<void> {
  const knowable = processes.isKnowable(owner);
  if (knowable && !processes.isAlive(owner)) return;
  const leftMs = expires - processes.bootTime();
  if (leftMs > 0) {
    throw new AtomError('ATOM_RUN_OWNED', `Process ${owner.pid} on ${owner.host} carries ${run}`, {
      hint: `atomctl runs logs -f ${run}`,
      details: { run, pid: owner.pid, host: owner.host, leaseMs: Math.round(leftMs) },
    });
  }
  if (knowable) await processes.endOwner(owner);
}

/** @throws {AtomError} ATOM_RUN_OWNED where the run's owner is there and does not answer: it was stopped, or let its lease end. */
export async function refuseSilentOwner({ journal, processes }: RunDeps, run: RunId): Promise<void> {
  const lease = await journal.lease(run);
  if (lease === undefined || !processes.isAlive(lease.owner)) return;
  const leftMs = Math.max(0, lease.expires - processes.bootTime());
  if (leftMs > 0 && !processes.isStopped(lease.owner)) return;
  const { pid, host } = lease.owner;
  const seconds = Math.ceil(leftMs / 1000);
  throw new AtomError(
    'ATOM_RUN_OWNED',
    `Process ${pid} on ${host} carries ${run} and does not answer; its lease ends in ${seconds} s. What was asked is written down`,
    {
      hint: `kill -CONT ${pid}  (or, in ${seconds} s, end it and go on: atomctl runs resume ${run})`,
      details: { run, pid, host, leaseMs: Math.round(leftMs) },
    },
  );
}

/**
 * Renews the lease until it is disposed; tells when it is lost. A store that another process
 * holds for a moment is asked again, as long as the lease lasts.
 */
export function keepLease(
  { journal, processes }: RunDeps,
  held: { readonly run: RunId; readonly token: number; readonly leaseMs: number },
  lost: (error: unknown) => void,
): Disposable {
  let expires = processes.bootTime() + held.leaseMs;
  const renew = async () => {
    const next = processes.bootTime() + held.leaseMs;
    try {
      await journal.renew(held.run, held.token, next);
      expires = next;
    } catch (error) {
      if (!isMomentary(error) || processes.bootTime() >= expires) lost(error);
    }
  };
  const timer = setInterval(() => void renew(), held.leaseMs / 3);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Whether the same may succeed a moment later. */
export function isMomentary(error: unknown): boolean {
  return error instanceof AtomError && error.code === 'ATOM_STORE_LOCKED';
}
