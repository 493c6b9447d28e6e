import { type PlannedStep, UNDO_PREFIX } from '../model/plan.ts';

/** Actions of k8s steps that leave something which can be put back. */
const UNDOABLE: ReadonlySet<string> = new Set([
  'apply',
  'scale',
  'restart',
  'run-job',
  'patch',
  'delete',
  'rollout-undo',
  'cordon',
  'drain',
]);

const TIMEOUT_MS = 5 * 60_000;
const ATTEMPTS = 3;

type Undoable = Pick<PlannedStep, 'name' | 'type' | 'action' | 'concurrency'>;

/**
 * What `rollback.auto` adds: a step that puts back what each step captured, newest first. Its name is no name that an
 * author can give.
 */
export function undoSteps(steps: readonly Undoable[]): PlannedStep[] {
  return steps
    .filter(({ type, action }) => type === 'k8s' && UNDOABLE.has(action ?? ''))
    .toReversed()
    .map(undoStep);
}

function undoStep({ name, type, action }: Undoable): PlannedStep {
  return {
    name: `${UNDO_PREFIX}${name}`,
    type,
    action: 'undo',
    undoes: name,
    with: {},
    needs: [],
    when: null,
    retry: {
      attempts: ATTEMPTS,
      initialMs: 1000,
      factor: 2,
      maxMs: 30_000,
      jitter: true,
      on: ['timeout', 'conflict', 'unavailable', 'throttled'],
    },
    timeoutMs: TIMEOUT_MS,
    onInterrupt: 'verify',
    probe: null,
    onError: 'fail',
    outputs: {},
    forEach: null,
    concurrency: null,
    shows: [`puts back what ${name} (${action ?? ''}) changed`],
  };
}
