import { itemOf } from '../base/item-name.ts';
import type { Phase, RunEvent, StepState, StoredEvent } from '../model/run.ts';
import type { RunView, StepProgress } from '../model/run-view.ts';
import { progressOf } from './progress-of.ts';
import { isTerminal } from './states.ts';

/**
 * Why an event cannot stand behind what the journal says before it (`view`); undefined: it can. A store that was
 * damaged, edited or half restored shows here, and is never taken for the truth. What others ask of a run may come
 * at any time, and is not judged.
 */
export function contradictionIn(view: RunView, { seq, event }: StoredEvent): string | undefined {
  if (!hasFields(event)) return 'it is no event of a run';
  if (seq === 1 && event.type !== 'run-created') return `the first event is ${event.type}`;
  if (seq > 1 && event.type === 'run-created') return 'the run was created before';
  if (view.ended !== null) return `the run had ended, and ${event.type} comes behind it`;
  if (event.type === 'run-claimed') {
    return event.token > view.token ? undefined : `the token ${event.token} was given out before`;
  }
  return 'step' in event ? contradictionInStep(view, event) : undefined;
}

/** Whether an attempt that is known to have begun is one that the journal does not tell of. */
export function isUnknownTo(
  view: RunView,
  { phase, step, attempt }: { readonly phase: Phase; readonly step: string; readonly attempt: number },
): boolean {
  const progress = progressOf(phase === 'steps' ? view.steps : view.rollback, step);
  if (progress === undefined) return true;
  // Of an item that is over its attempts are not remembered.
  return progress.attempts < attempt && !(progress.attempts === 0 && isTerminal(progress.state));
}

type StepEvent = Extract<RunEvent, { step: string }>;

function contradictionInStep(view: RunView, event: StepEvent): string | undefined {
  const progress = stepIn(view, event);
  if (progress === 'unknown') return `the plan has no step ${event.step}`;
  if (progress === 'item') return undefined;
  if (event.type === 'step-starting' && event.token !== view.token)
    return `${event.step} starts under the token ${event.token}`;
  return canFollow(progress, event)
    ? undefined
    : `${event.type} of ${event.step}, which is ${progress.state}`;
}

function canFollow({ state, attempts }: StepProgress, event: StepEvent): boolean {
  if (event.type === 'step-starting') return isStartable(state) && event.attempt > attempts;
  if (OF_A_RUNNING_STEP.includes(event.type))
    return state === 'running' && 'attempt' in event && event.attempt === attempts;
  return !WITHOUT_AN_ATTEMPT.includes(event.type) || !isTerminal(state);
}

const OF_A_RUNNING_STEP: readonly RunEvent['type'][] = [
  'step-spawned',
  'step-contained',
  'step-captured',
  'step-done',
  'step-interrupted',
];
const WITHOUT_AN_ATTEMPT: readonly RunEvent['type'][] = ['step-adopted', 'step-skipped', 'step-omitted'];

function isStartable(state: StepState): boolean {
  return state === 'pending' || state === 'backing-off';
}

/** `item`: of a step that is done for a list, and not begun. */
function stepIn(view: RunView, event: StepEvent): StepProgress | 'unknown' | 'item' {
  const phase: Phase = 'phase' in event ? event.phase : 'steps';
  const steps = phase === 'steps' ? view.steps : view.rollback;
  const known = progressOf(steps, event.step);
  if (known !== undefined) return known;
  const item = itemOf(event.step);
  return item !== undefined && steps.has(item.step) ? 'item' : 'unknown';
}

type Shape = Readonly<Record<string, 'string' | 'number' | 'object'>>;

const ATTEMPT = { step: 'string', phase: 'string', attempt: 'number' } as const;
const STEP = { step: 'string', phase: 'string' } as const;

/** What an event must have to be read without harm. */
const FIELDS: Readonly<Record<RunEvent['type'], Shape>> = {
  'run-created': { planId: 'string', planDigest: 'string' },
  'run-claimed': { token: 'number', owner: 'object' },
  'run-paused': { by: 'string' },
  'run-resumed': { by: 'string' },
  'run-interrupted': { reason: 'string' },
  'run-queued': { key: 'string', message: 'string' },
  'run-admitted': {},
  'cancel-requested': { by: 'string' },
  'rollback-started': { reason: 'string', steps: 'object' },
  'run-ended': { result: 'string', leftToDo: 'object' },
  'step-adopted': { step: 'string', from: 'string', state: 'string' },
  'step-expanded': { ...STEP, count: 'number', digest: 'string' },
  'step-starting': { ...ATTEMPT, token: 'number' },
  'step-spawned': { ...ATTEMPT, process: 'object', processGroup: 'number' },
  'step-contained': { ...ATTEMPT, container: 'object' },
  'step-captured': { ...ATTEMPT, state: 'object' },
  'step-done': { ...ATTEMPT, outputs: 'object' },
  'step-failed': { ...ATTEMPT, error: 'object' },
  'step-interrupted': { ...ATTEMPT, decision: 'string' },
  'step-waiting': { ...STEP, for: 'string', message: 'string' },
  'step-queued': { ...STEP, key: 'string', message: 'string' },
  'step-admitted': STEP,
  'step-cancel-requested': { ...STEP, by: 'string' },
  'step-skipped': STEP,
  'step-omitted': STEP,
  'step-decided': { ...STEP, decision: 'string', by: 'string' },
};

/** The store's text may be any JSON. */
function hasFields(event: RunEvent): boolean {
  const shape = isEvent(event) ? FIELDS[event.type] : undefined;
  if (shape === undefined) return false;
  const fields = new Map<string, unknown>(Object.entries(event));
  return Object.entries(shape).every(([name, type]) => {
    const value = fields.get(name);
    return typeof value === type && value !== null;
  });
}

function isEvent(value: unknown): value is RunEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    Object.hasOwn(FIELDS, String(value.type))
  );
}
