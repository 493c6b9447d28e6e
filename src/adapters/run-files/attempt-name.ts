import type { AttemptRef } from '../../ports/run-host.ts';

/** A file's name for an attempt; steps have no dot in theirs. */
export function attemptName({ phase, step, attempt }: AttemptRef): string {
  return phase === 'steps' ? `${step}.${attempt}` : `rollback.${step}.${attempt}`;
}
