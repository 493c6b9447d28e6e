import { setTimeout as sleep } from 'node:timers/promises';
import { isMomentary } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { LOOK_MS, type Turns } from './turns.ts';

const RUN = { phase: 'run', step: '' } as const;

/** Waits until the run as a whole has its place under its concurrency key; or gives why it waits no more. */
export async function awaitTurn(
  turns: Turns,
  ledger: Ledger,
  signal: AbortSignal | undefined,
): Promise<'held' | 'cancelled' | 'paused' | 'interrupted'> {
  const { plan, view } = ledger;
  const { concurrency } = plan;
  if (concurrency === null || view.rollingBack !== null) return 'held';
  for (;;) {
    if (view.cancel !== null) return 'cancelled';
    if (view.paused !== null) return 'paused';
    if (signal?.aborted === true) return 'interrupted';
    if (await isHeld(turns, ledger)) return 'held';
    await sleep(LOOK_MS, undefined, { ...(signal !== undefined && { signal }) }).catch(() => {});
    await ledger.requests();
  }
}

async function isHeld(turns: Turns, ledger: Ledger): Promise<boolean> {
  const { plan, view } = ledger;
  if (plan.concurrency === null) return true;
  const { key } = plan.concurrency;
  try {
    const turn = await turns.take(RUN, plan.concurrency);
    if (turn.kind === 'held' && view.queued !== null) ledger.stage({ type: 'run-admitted' });
    if (turn.kind === 'queued') {
      const queued = turns.describe(key, turn.holders);
      if (queued.message !== view.queued) ledger.stage({ type: 'run-queued', ...queued });
    }
    await ledger.flush();
    return turn.kind === 'held';
  } catch (error) {
    if (isMomentary(error)) return false;
    throw error;
  }
}
