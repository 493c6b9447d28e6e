import type { Phase, RunEvent } from '../../model/run.ts';
import { WATCH_MS } from './deps.ts';
import type { PhaseDriver } from './drive.ts';
import { isMomentary } from './lease.ts';
import type { Ledger } from './ledger.ts';

interface Watch {
  readonly signal: AbortSignal | undefined;
  readonly fail: (error: unknown) => void;
  readonly phase: Phase;
}

/** Hands to a driver what other processes ask of its run, and the word to stop; until it is disposed. */
export function watchRequests(
  ledger: Ledger,
  driver: PhaseDriver,
  { signal, fail, phase }: Watch,
): Disposable {
  const { paused, cancel } = ledger.view;
  if (cancel !== null && phase === 'steps') driver.hold('cancelled');
  else if (paused !== null) driver.hold('paused');

  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      for (const event of await ledger.requests()) handle(driver, event, phase);
    } catch (error) {
      if (!isMomentary(error)) fail(error);
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), WATCH_MS);
  const stop = () => driver.hold('interrupted');
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
      signal?.removeEventListener('abort', stop);
    },
  };
}

function handle(driver: PhaseDriver, event: RunEvent, phase: Phase): void {
  if (event.type === 'run-paused') driver.hold('paused');
  if (event.type === 'run-resumed') driver.goOn();
  // A rollback is never cut short: what was begun to be undone is undone.
  if (event.type === 'cancel-requested' && phase === 'steps') driver.hold('cancelled');
  if (event.type === 'step-cancel-requested' && event.phase === phase) driver.stopStep(event.step);
  if (event.type === 'step-decided' && event.phase === phase) driver.decided(event.step);
}
