import type { RunEvent, StoredEvent } from '../../../src/model/run.ts';

/** One effect, as it was counted from outside. `attempt` is STEP.NUMBER, with "rollback." before it for those of the rollback. */
export interface Effect {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly attempt: string;
}

/** What the journal and the world say against each other; empty where the promise was kept. */
export function brokenPromises(events: readonly StoredEvent[], effects: readonly Effect[]): string[] {
  const attempts = effects.map(({ attempt }) => attempt);
  return [
    ...attempts
      .filter((attempt, index) => attempts.indexOf(attempt) !== index)
      .map((attempt) => `${attempt} had its effect twice`),
    ...repeated(events, attempts),
    ...begunAfterTakeover(events, effects),
  ];
}

/** Steps that were done, and ran again. */
function repeated(events: readonly StoredEvent[], attempts: readonly string[]): string[] {
  const done = new Map<string, number>();
  const broken: string[] = [];
  for (const { event } of events) {
    if (event.type === 'step-starting' && done.has(stepOf(event))) {
      broken.push(`${stepOf(event)} starts after it was done`);
    }
    if (isDone(event)) done.set(stepOf(event), event.attempt);
  }
  for (const attempt of attempts) {
    const dot = attempt.lastIndexOf('.');
    if (Number(attempt.slice(dot + 1)) > (done.get(attempt.slice(0, dot)) ?? Number.POSITIVE_INFINITY)) {
      broken.push(`${attempt} had its effect after the step was done`);
    }
  }
  return broken;
}

/** Effects of an attempt whose owner's run was taken over by then: the new owner had said what the attempt means. */
function begunAfterTakeover(events: readonly StoredEvent[], effects: readonly Effect[]): string[] {
  const judged = new Map<string, number>();
  for (const { at, event } of events) {
    if (event.type === 'step-interrupted')
      judged.set(`${stepOf(event)}.${event.attempt}`, Date.parse(at) + 1);
  }
  return effects
    .filter(({ attempt, at }) => at >= (judged.get(attempt) ?? Number.POSITIVE_INFINITY))
    .map(({ attempt }) => `${attempt} had its effect after its run was taken over`);
}

type Done = Extract<RunEvent, { attempt: number }>;

function isDone(event: RunEvent): event is Done {
  return event.type === 'step-done' || (event.type === 'step-interrupted' && event.decision === 'done');
}

function stepOf({ phase, step }: Extract<RunEvent, { phase: string }>): string {
  return phase === 'steps' ? step : `rollback.${step}`;
}
