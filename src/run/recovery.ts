import type { PlannedStep } from '../model/plan.ts';

export interface Recovery {
  readonly decision: 'done' | 'retry' | 'ask';
  readonly reason: string;
}

/** Whether the world has to be looked at before `recoveryOf` can say. */
export function needsProbe(step: PlannedStep): boolean {
  return step.onInterrupt === 'verify' && step.probe !== null;
}

/**
 * What an attempt in flight means that a crash cut off. `probeExit` is the exit code
 * of the step's probe; null: it has none, or it did not end by itself.
 */
export function recoveryOf(step: PlannedStep, probeExit: number | null): Recovery {
  switch (step.onInterrupt) {
    case 'retry':
      return { decision: 'retry', reason: 'onInterrupt is retry' };
    case 'ask':
      return { decision: 'ask', reason: 'onInterrupt is ask' };
    case 'verify':
      return verified(step, probeExit);
  }
}

function verified(step: PlannedStep, probeExit: number | null): Recovery {
  if (step.type === 'k8s' && step.probe === null)
    return { decision: 'retry', reason: 'it looks at the cluster before it changes anything' };
  if (step.probe === null) return { decision: 'ask', reason: 'nothing can verify the step' };
  if (probeExit === 0) return { decision: 'done', reason: 'its probe found it done' };
  if (probeExit === 1) return { decision: 'retry', reason: 'its probe found it not done' };
  return {
    decision: 'ask',
    reason: `its probe could not tell (${probeExit === null ? 'it did not end' : `exit ${probeExit}`})`,
  };
}
