import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedStep } from '../../model/plan.ts';
import type { Phase } from '../../model/run.ts';
import type { StepProgress } from '../../model/run-view.ts';
import type { StepOutcome } from '../../ports/executor.ts';
import { needsProbe, type Recovery, recoveryOf } from '../../run/recovery.ts';
import { withItems } from '../../run/progress-of.ts';
import { mapOf, stepsOf } from '../../run/replay.ts';
import { askProbe, idempotencyKey, type Stage } from './attempt.ts';

interface CutOff {
  readonly step: PlannedStep;
  readonly phase: Phase;
  readonly progress: StepProgress;
}

/** A process that was being started when its owner died may show its marker only after this. */
const BEING_STARTED_MS = 50;

/** Idempotency keys of attempts of which something may still run, as nobody can know that it has ended, and why. */
type Unended = ReadonlyMap<string, string>;

/** Ends what an earlier owner left running, and waits until it is gone. Only then may anybody ask what it means. */
export async function endLeftovers(stage: Pick<Stage, 'deps' | 'ledger' | 'paths'>): Promise<Unended> {
  const cutOff = cutOffSteps(stage);
  if (cutOff.some(({ progress }) => progress.process === null)) await sleep(BEING_STARTED_MS);
  const unended = new Map<string, string>();
  for (const { step, phase, progress } of cutOff) {
    const outputFile = stage.paths.outputFile({ phase, step: progress.name, attempt: progress.attempts });
    await stage.deps.processes.endStep({ process: progress.process, outputFile });
    const why = step.type === 'docker' ? await endContainer(stage, phase, progress) : null;
    if (why !== null) unended.set(idempotencyKey(stage.ledger.run, phase, step.name), why);
  }
  return unended;
}

async function endContainer(
  { deps, ledger }: Pick<Stage, 'deps' | 'ledger'>,
  phase: Phase,
  { name, attempts: attempt, container }: StepProgress,
): Promise<string | null> {
  const key = idempotencyKey(ledger.run, phase, name);
  return deps.containers.end({ container, idempotencyKey: key, attempt });
}

/**
 * Decides by `onInterrupt` what each attempt in flight means that its owner's end cut off. What may still run is not
 * repeated beside itself: a person is asked.
 */
export async function recover(stage: Stage, unended: Unended): Promise<void> {
  const { ledger } = stage;
  for (const cutOff of cutOffSteps(stage)) {
    const { step, phase, progress } = cutOff;
    const { decision, reason } = await recoveryFrom(
      stage,
      cutOff,
      unended.get(idempotencyKey(ledger.run, phase, step.name)),
    );
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
  for (const { name, phase } of awaitingNested(stage)) {
    ledger.stage({ type: 'step-admitted', step: name, phase });
  }
  await ledger.flush();
}

/** Steps that wait for a nested run that waited itself: whoever goes on with a run goes on with what it nests. */
function awaitingNested({ ledger: { view } }: Pick<Stage, 'ledger'>): StepProgress[] {
  if (view.cancel !== null) return [];
  const all = [...view.steps.values(), ...view.rollback.values()];
  return [...withItems(all)].filter(
    ({ state, waiting }) => state === 'waiting' && waiting?.for === 'workflow',
  );
}

async function recoveryFrom(stage: Stage, cutOff: CutOff, unended: string | undefined): Promise<Recovery> {
  if (unended !== undefined) return { decision: 'ask', reason: unended };
  const exit = needsProbe(cutOff.step) ? await probe(stage, cutOff) : null;
  return recoveryOf(cutOff.step, exit);
}

/** The attempts that no word of the journal ends. */
export function cutOffSteps({ ledger }: Pick<Stage, 'ledger'>): CutOff[] {
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

async function probe(stage: Stage, { step, phase, progress }: CutOff): Promise<number | null> {
  if (step.probe === null) return null;
  const { attempts: number, startedAt } = progress;
  const controller = new AbortController();
  return exitOf(await askProbe(stage, { step, phase, number, startedAt: startedAt ?? '', controller }));
}

/** An HTTP answer that was expected says done, 404 not done, as exit 0 and 1 of a process do. */
function exitOf(outcome: StepOutcome): number | null {
  if (outcome.kind === 'done') return 0;
  if (outcome.kind === 'waiting' || outcome.error.kind !== 'failed') return null;
  const { exitCode, status } = outcome.outputs;
  if (status === 404) return 1;
  return typeof exitCode === 'number' ? exitCode : null;
}
