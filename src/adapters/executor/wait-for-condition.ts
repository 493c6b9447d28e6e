import { setTimeout as sleep } from 'node:timers/promises';
import { parseDuration } from '../../base/duration.ts';
import { type JsonObject, textOf } from '../../base/json.ts';
import type { Look, StepContext, StepOutcome } from '../../ports/executor.ts';
import { StepFailure, stopped } from './step-failure.ts';

const EVERY = '5s';

/**
 * Looks again and again until the step's condition holds, for as long as it must without a break. A wait that is
 * stopped says what the last look found. @throws {StepFailure} also where the probe may not run at all
 */
export async function waitForCondition(
  { every = EVERY, for: unbroken = '0s' }: JsonObject,
  { look, signal }: Pick<StepContext, 'look' | 'signal'>,
): Promise<StepOutcome> {
  if (look === undefined) throw new StepFailure('refused', 'the condition has no probe');
  const [everyMs, unbrokenMs] = [parseDuration(textOf(every)), parseDuration(textOf(unbroken))];
  const begun = performance.now();
  let since = Number.POSITIVE_INFINITY;
  let last: Look | undefined;
  for (let looks = 1; ; looks += 1) {
    const seen = await look();
    // A look that was cut short says nothing of the world.
    if (signal.aborted) throw stoppedAfter(last ?? seen, looks, signal);
    last = seen;
    if (seen.failure !== undefined) throw new StepFailure(seen.failure.kind, seen.failure.message);
    const now = performance.now();
    since = seen.holds ? Math.min(since, now) : Number.POSITIVE_INFINITY;
    if (now - since >= unbrokenMs) {
      return {
        kind: 'done',
        outputs: { probe: seen.probe, looks, seconds: Math.round((now - begun) / 1000) },
      };
    }
    const left = seen.holds ? Math.min(everyMs, unbrokenMs - (now - since)) : everyMs;
    await sleep(left, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw stoppedAfter(seen, looks, signal);
  }
}

function stoppedAfter({ probe, why }: Look, looks: number, signal: AbortSignal): StepFailure {
  const { kind, message } = stopped(signal);
  const last = why === '' ? '' : `; at the last look ${why}`;
  return new StepFailure(kind, `${message}${last}`, { probe, looks });
}
