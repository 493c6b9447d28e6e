import { type Effect, titleOf } from '../kubernetes/effect.ts';
import type { Finding, Rule } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import type { StepView } from '../view/steps.ts';
import { inStep } from './finding.ts';

export const rollbackMissing: Rule = {
  id: 'rollback-missing',
  version: 3,
  title: 'Changes something and cannot be undone',
  severity: 'low',
  why: 'When a later step fails, what this one changed stays as it is.',
  fix: 'Add rollback: {auto: true} for what k8s steps change, and handlers that undo the rest.',
  *check(view) {
    const rollback = view.wpk?.manifest.spec.rollback;
    if (rollback?.handlers !== undefined) return;
    const changes = changesIn(view);
    for (const step of view.steps.filter(({ phase }) => phase === 'run')) {
      yield* certain(view, step, { ...changes, auto: rollback?.auto === true });
    }
  },
};

/** What changes something in a cluster. */
interface Changes {
  /** Pointers of the steps that do by themselves. */
  readonly bySteps: ReadonlySet<string>;
  /** The first of each step that asks kubectl, oc or helm. */
  readonly byPrograms: ReadonlyMap<string | null, Effect>;
}

function changesIn({ effects }: PackageView): Changes {
  const bySteps = new Set<string>();
  const byPrograms = new Map<string | null, Effect>();
  for (const effect of effects) {
    const { by, place, reads } = effect;
    if (reads) continue;
    bySteps.add(place.field);
    if (by !== 'The step' && !byPrograms.has(place.step)) byPrograms.set(place.step, effect);
  }
  return { bySteps, byPrograms };
}

/** What is certain to change something. Of a process that is what it asks kubectl, oc or helm for. */
function* certain(
  view: PackageView,
  step: StepView,
  { bySteps, byPrograms, auto }: Changes & { readonly auto: boolean },
): Iterable<Finding> {
  // Found only where there is something to say: a place is dear, and a long package has ten thousand steps.
  const place = () => inStep(view, step);
  if (step.type === 'k8s') {
    if (bySteps.has(step.pointer) && !auto)
      yield { ...place(), what: 'The package has no rollback for this step.' };
    return;
  }
  const why = auto ? 'rollback.auto puts back only what k8s steps change' : 'the package has no rollback';
  if (isWritingRequest(step)) yield { ...place(), what: `The step changes something elsewhere, and ${why}.` };
  const effect = byPrograms.get(step.name);
  if (effect !== undefined)
    yield { ...place(), what: `${effect.by} changes ${titleOf(effect)} (${effect.action}), and ${why}.` };
}

function isWritingRequest({ type, step, with: settings }: StepView): boolean {
  const { method } = settings;
  if (type === 'vault') return step.action === 'write' || step.action === 'delete';
  return type === 'http' && typeof method === 'string' && !/^(?:GET|HEAD)$/.test(method);
}
