import { parseDuration } from '../../base/duration.ts';
import { type JsonObject, textOf } from '../../base/json.ts';
import type { Look, StepContext, StepOutcome } from '../../ports/executor.ts';
import { StepFailure, stopped } from './step-failure.ts';
import { untilHeld } from './until-held.ts';

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
  const holding = { everyMs: parseDuration(textOf(every)), forMs: parseDuration(textOf(unbroken)), signal };
  const begun = performance.now();
  let looks = 0;
  let last: Look | undefined;
  const lookOnce = async () => {
    looks += 1;
    const seen = await look();
    if (!signal.aborted || last === undefined) last = seen;
    if (!signal.aborted && seen.failure !== undefined) {
      throw new StepFailure(seen.failure.kind, seen.failure.message);
    }
    return seen;
  };
  const held = await untilHeld(lookOnce, holding);
  const probe = last?.probe ?? {};
  if (!held) throw stoppedAfter(last?.why ?? '', { probe, looks }, signal);
  const seconds = Math.round((performance.now() - begun) / 1000);
  return { kind: 'done', outputs: { probe, looks, seconds } };
}

function stoppedAfter(why: string, outputs: JsonObject, signal: AbortSignal): StepFailure {
  const { kind, message } = stopped(signal);
  const last = why === '' ? '' : `; at the last look ${why}`;
  return new StepFailure(kind, `${message}${last}`, outputs);
}
