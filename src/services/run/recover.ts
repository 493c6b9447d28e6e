import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedStep } from '../../model/plan.ts';
import type { Phase } from '../../model/run.ts';
import type { StepProgress } from '../../model/run-view.ts';
import type { StepOutcome } from '../../ports/executor.ts';
import { needsProbe, recoveryOf } from '../../run/recovery.ts';
import { withItems } from '../../run/progress-of.ts';
import { mapOf, stepsOf } from '../../run/replay.ts';
import { carryOut, type Stage } from './attempt.ts';

interface CutOff {
  readonly step: PlannedStep;
  readonly phase: Phase;
  readonly progress: StepProgress;
}

/** A process that was being started when its owner died may show its marker only after this. */
const BEING_STARTED_MS = 50;

/** Ends what an earlier owner left running, and waits until it is gone. Only then may anybody ask what it means. */
export async function endLeftovers(stage: Pick<Stage, 'deps' | 'ledger' | 'paths'>): Promise<void> {
  const cutOff = cutOffSteps(stage);
  if (cutOff.some(({ progress }) => progress.process === null)) await sleep(BEING_STARTED_MS);
  for (const { phase, progress } of cutOff) {
    const outputFile = stage.paths.outputFile({ phase, step: progress.name, attempt: progress.attempts });
    await stage.deps.processes.endStep({ process: progress.process, outputFile });
  }
}

/** Decides by `onInterrupt` what each attempt in flight means that its owner's end cut off. */
export async function recover(stage: Stage): Promise<void> {
  const { ledger } = stage;
  for (const cutOff of cutOffSteps(stage)) {
    const { step, phase, progress } = cutOff;
    const exit = needsProbe(step) ? await probe(stage, cutOff) : null;
    const { decision, reason } = recoveryOf(step, exit);
    ledger.stage({
      type: 'step-interrupted',
      step: step.name,
      phase,
      attempt: progress.attempts,
      decision,
      reason,
    });
    if (decision !== 'ask') continue;
    const message = `${step.name} was interrupted and nobody can know whether it was done: ${reason}`;
    ledger.stage({ type: 'step-waiting', step: step.name, phase, for: 'decision', message, until: null });
  }
  await ledger.flush();
}

function cutOffSteps({ ledger }: Pick<Stage, 'ledger'>): CutOff[] {
  return (['steps', 'rollback'] as const).flatMap((phase) => {
    const steps = mapOf(ledger.view, phase);
    return stepsOf(ledger.plan, phase).flatMap((step) => {
      const known = steps.get(step.name);
      return [...withItems(known === undefined ? [] : [known])]
        .filter(({ state, items }) => state === 'running' && items === null)
        .map((progress) => ({ step: { ...step, name: progress.name }, phase, progress }));
    });
  });
}

/** Runs the step's probe; it is no attempt, so the journal holds only what follows from it. */
async function probe(stage: Stage, { step, phase, progress }: CutOff): Promise<number | null> {
  if (step.probe === null) return null;
  const { type, with: settings, timeoutMs } = step.probe;
  const looking: PlannedStep = { ...step, type, with: settings, timeoutMs, outputs: {} };
  const outcome = await carryOut(
    { ...stage, paths: { ...stage.paths, outputFile: (ref) => `${stage.paths.outputFile(ref)}.probe` } },
    {
      step: looking,
      phase,
      number: progress.attempts,
      startedAt: progress.startedAt ?? '',
      controller: new AbortController(),
      unrecorded: true,
    },
  );
  return exitOf(outcome);
}

function exitOf(outcome: StepOutcome): number | null {
  if (outcome.kind === 'done') return 0;
  if (outcome.kind === 'waiting' || outcome.error.kind !== 'failed') return null;
  const { exitCode } = outcome.outputs;
  return typeof exitCode === 'number' ? exitCode : null;
}
