import type { PlannedStep } from '../../model/plan.ts';
import type { RollbackPreview, RunView, StepProgress, UndoStep } from '../../model/run-view.ts';
import type { RunDeps } from './deps.ts';
import { readView } from './read-view.ts';
import type { ResumeRequest } from './resume-run.ts';
import { secretInputsOf, secretsOfStep } from './scope.ts';
import { undoable } from './stop-run.ts';

/**
 * What `runs rollback` would do now, and what of it cannot be done; nothing is asked of anybody, and nothing written.
 * @throws {AtomError} what `runs rollback` would be refused with
 */
export async function previewRollback(
  deps: RunDeps,
  { run, admit }: Pick<ResumeRequest, 'run' | 'admit'>,
): Promise<RollbackPreview> {
  const record = await undoable(deps, run);
  const approved = await deps.journal.approvedPlan(record.id);
  await admit(approved, 'undo');
  const { plan } = approved;
  const view = await readView(deps, { run: record.id, plan });
  const missing = await missingSecrets(deps, secretInputsOf(plan));
  const undo = plan.rollback.map((step): UndoStep => {
    const { name, type, shows, when } = step;
    const obstacle = obstacleTo(deps, step, { missing, references: secretInputsOf(plan) });
    return { name, type, shows, when, next: nextOf(step, view.rollback.get(name)), obstacle };
  });
  return { run: record.id, dryRun: true, done: doneBy(view), undo };
}

/** Newest first: steps that had, or may have had, an effect. */
function doneBy({ steps }: RunView): RollbackPreview['done'] {
  return [...steps.values()]
    .filter(({ attempts, state }) => attempts > 0 || state === 'succeeded')
    .toReversed()
    .toSorted((one, other) => timeOf(other) - timeOf(one))
    .map(({ name, state, endedAt }) => ({ name, state, endedAt }));
}

/** One that has not ended is the newest. */
function timeOf({ endedAt }: StepProgress): number {
  return endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(endedAt);
}

function nextOf({ onInterrupt }: PlannedStep, progress: StepProgress | undefined): UndoStep['next'] {
  switch (progress?.state) {
    case 'succeeded':
    case 'skipped':
    case 'failed-continued':
      return 'done';
    case 'running':
      return onInterrupt;
    case 'waiting':
      return 'ask';
    case 'failed':
    case 'omitted':
    case 'pending':
    case 'backing-off':
    case undefined:
      return 'run';
  }
}

interface Secrets {
  readonly missing: ReadonlyMap<string, string>;
  readonly references: ReadonlyMap<string, string>;
}

function obstacleTo(deps: RunDeps, step: PlannedStep, { missing, references }: Secrets): string | null {
  if (!deps.executors.has(step.type)) return `this build cannot carry out ${step.type} steps`;
  const name = secretsOfStep(step, references).find((secret) => missing.has(secret));
  return name === undefined ? null : `the secret ${name}: ${missing.get(name) ?? ''}`;
}

async function missingSecrets(
  deps: RunDeps,
  references: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const missing = new Map<string, string>();
  for (const [name, reference] of references) {
    try {
      await deps.readSecret(reference);
    } catch (error) {
      missing.set(name, error instanceof Error ? error.message : String(error));
    }
  }
  return missing;
}
