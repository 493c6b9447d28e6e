import type { AttemptRef } from '../../ports/run-host.ts';

/** A file's name for an attempt; steps have no dot in theirs. */
export function attemptName({ phase, step, attempt }: AttemptRef): string {
  return phase === 'steps' ? `${step}.${attempt}` : `rollback.${step}.${attempt}`;
}

/** The attempt that a name is of; undefined: of none. */
export function attemptNamed(name: string): AttemptRef | undefined {
  const [, rollback, step, attempt] = /^(rollback\.)?([^.]+)\.(\d+)$/.exec(name) ?? [];
  if (step === undefined) return undefined;
  return { phase: rollback === undefined ? 'steps' : 'rollback', step, attempt: Number(attempt) };
}
