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
  return journal.claim(run, {
    seen: await vacated(deps, run),
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

/** The lease of an owner that is gone, ended here if need be; undefined where nobody has one. It may have renewed it before it was ended. */
async function vacated({ journal, processes }: RunDeps, run: RunId): Promise<Lease | undefined> {
  for (;;) {
    const lease = await journal.lease(run);
    if (lease === undefined) return undefined;
    const knowable = processes.isKnowable(lease.owner);
    if (knowable && !processes.isAlive(lease.owner)) return lease;
    refuseCarried(run, lease, lease.expires - processes.bootTime());
    if (!knowable) return lease;
    await processes.endOwner(lease.owner);
  }
}

function refuseCarried(run: RunId, { owner }: Lease, leftMs: number): void {
  if (leftMs > 0) {
    throw new AtomError('ATOM_RUN_OWNED', `Process ${owner.pid} on ${owner.host} carries ${run}`, {
      hint: `atomctl runs logs -f ${run}`,
      details: { run, pid: owner.pid, host: owner.host, leaseMs: Math.round(leftMs) },
    });
  }
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

/** A lease that is being kept. */
export interface KeptLease extends Disposable {
  /**
   * Must be awaited right before an effect begins: a process that was stopped for longer than its lease begins
   * nothing before it has renewed it, and cannot where another has taken the run. @throws {AtomError} ATOM_RUN_OWNED
   */
  confirm(): Promise<void>;
}

/**
 * Renews the lease until it is disposed; tells when it is lost. A store that another process
 * holds for a moment is asked again, as long as the lease lasts.
 */
export function keepLease(
  { journal, processes }: RunDeps,
  held: { readonly run: RunId; readonly token: number; readonly expires: number; readonly leaseMs: number },
  lost: (error: unknown) => void,
): KeptLease {
  let expires = held.expires;
  const isOver = () => processes.bootTime() >= expires;
  const renew = async () => {
    const next = processes.bootTime() + held.leaseMs;
    await journal.renew(held.run, held.token, next);
    expires = next;
  };
  const renewInTime = async () => {
    try {
      await renew();
    } catch (error) {
      if (!isMomentary(error) || isOver()) lost(error);
    }
  };
  const timer = setInterval(() => void renewInTime(), held.leaseMs / 3);
  return {
    confirm: async () => {
      if (isOver()) await renew();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** Whether the same may succeed a moment later. */
export function isMomentary(error: unknown): boolean {
  return error instanceof AtomError && error.code === 'ATOM_STORE_LOCKED';
}
