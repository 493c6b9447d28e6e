import { setTimeout as sleep } from 'node:timers/promises';
import { parseDuration } from '../../base/duration.ts';
import { type Json, type JsonObject, textOf } from '../../base/json.ts';
import type { Executor, StepContext, StepOutcome } from '../../ports/executor.ts';
import { asOutcome, StepFailure, stopped } from './step-failure.ts';
import { waitForCondition } from './wait-for-condition.ts';

/** The longest that one timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits for a duration, until a time, or until a condition holds. What a crash interrupted goes on counting from its first start. */
export function waitExecutor(now: () => Date): Executor {
  return {
    type: 'wait',
    execute: (_step, settings, context) =>
      asOutcome(() =>
        isPlain(settings) ? wait(settings, context, now) : waitForCondition(settings, context),
      ),
    isInert: isPlain,
  };
}

/** A condition asks the step's probe, which may be any program. */
function isPlain({ condition }: JsonObject): boolean {
  return condition === undefined;
}

async function wait(
  settings: JsonObject,
  { startedAt, signal }: StepContext,
  now: () => Date,
): Promise<StepOutcome> {
  const until = endOf(settings, Date.parse(startedAt));
  for (let left = until - now().getTime(); left > 0; left = until - now().getTime()) {
    try {
      await sleep(Math.min(left, LONGEST_TIMER_MS), undefined, { signal });
    } catch {
      throw stopped(signal);
    }
  }
  return { kind: 'done', outputs: { until: new Date(until).toISOString() } };
}

function endOf({ duration, until }: JsonObject, startedAt: number): number {
  const end = typeof until === 'string' ? Date.parse(until) : startedAt + durationOf(duration);
  if (Number.isNaN(end)) throw new StepFailure('refused', `"${textOf(until)}" is not a time`);
  return end;
}

function durationOf(duration: Json | undefined): number {
  try {
    return parseDuration(textOf(duration));
  } catch {
    throw new StepFailure('refused', `"${textOf(duration)}" is not a duration`);
  }
}
