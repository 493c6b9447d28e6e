import type { Plan, PlannedStep } from '../model/plan.ts';
import type { Phase, RunEvent, StepError, StepState, StoredEvent } from '../model/run.ts';
import type { RunView, StepProgress } from '../model/run-view.ts';
import { itemOf, stepOf } from '../base/item-name.ts';
import { Items } from './items.ts';
import { FEW_OUTPUTS } from './outputs-read.ts';
import { progressOf } from './progress-of.ts';
import { untouched } from './untouched.ts';

/** A view that events are applied to, one after the other. */
export type LiveView = { -readonly [Key in keyof RunView]: RunView[Key] } & {
  readonly steps: Map<string, StepProgress>;
  readonly rollback: Map<string, StepProgress>;
};

/** What the journal says of a run: pure, so that any process that reads the same events sees the same run. */
export function replay(plan: Plan, events: readonly StoredEvent[]): LiveView {
  const view = emptyView(plan);
  const applying = applier(plan, view);
  for (const event of events) applying(event);
  return view;
}

export function emptyView(plan: Plan): LiveView {
  return {
    seq: 0,
    createdAt: '',
    token: 0,
    owner: null,
    steps: new Map(plan.steps.map((step) => [step.name, begin(step, 'steps')])),
    rollback: new Map(plan.rollback.map((step) => [step.name, begin(step, 'rollback')])),
    paused: null,
    cancel: null,
    rollingBack: null,
    queued: null,
    ended: null,
  };
}

/** A forEach step has no items until its list is known. */
function begin({ name, forEach }: PlannedStep, phase: Phase): StepProgress {
  const step = untouched(name, phase);
  return forEach === null ? step : { ...step, items: new Items(step, { count: 0, digest: null }, 0) };
}

/** Applies stored events to `view`, each as soon as it is given. `keeps`: see `Items`. */
export function applier(
  plan: Plan,
  view: LiveView,
  keeps: (step: string) => number = () => FEW_OUTPUTS,
): (stored: StoredEvent) => void {
  const continues = (phase: Phase) =>
    new Set(
      stepsOf(plan, phase)
        .filter(isContinued)
        .map(({ name }) => name),
    );
  const continued = { steps: continues('steps'), rollback: continues('rollback') };
  const reading: Reading = { continued: (phase, step) => continued[phase].has(step), keeps };
  return (stored) => {
    view.seq = Math.max(view.seq, stored.seq);
    applyToRun(view, stored);
    applyTurn(view, stored.event);
    applyToStep(view, stored, reading);
  };
}

/** Whether a run as a whole waits for its turn. */
function applyTurn(view: LiveView, event: RunEvent): void {
  if (event.type === 'run-queued') view.queued = event.message;
  if (event.type === 'run-admitted') view.queued = null;
}

interface Reading {
  readonly continued: (phase: Phase, step: string) => boolean;
  readonly keeps: (step: string) => number;
}

export function stepsOf(plan: Plan, phase: Phase): readonly PlannedStep[] {
  return phase === 'steps' ? plan.steps : plan.rollback;
}

export function mapOf(view: LiveView, phase: Phase): Map<string, StepProgress> {
  return phase === 'steps' ? view.steps : view.rollback;
}

function isContinued({ onError }: PlannedStep): boolean {
  return onError === 'continue';
}

function applyToRun(view: LiveView, { at, event }: StoredEvent): void {
  if (event.type === 'run-created') view.createdAt = at;
  if (event.type === 'run-claimed') Object.assign(view, { token: event.token, owner: event.owner });
  if (event.type === 'run-paused') view.paused = event.by;
  if (event.type === 'run-resumed') view.paused = null;
  if (event.type === 'cancel-requested') {
    view.cancel = { by: event.by, rollback: event.rollback || (view.cancel?.rollback ?? false) };
  }
  if (event.type === 'rollback-started') view.rollingBack = event.reason;
  if (event.type === 'run-ended') {
    view.ended = { result: event.result, reason: event.reason, leftToDo: event.leftToDo };
  }
}

/** Changes the step or item that an event is about, if it is one of the plan's. */
function applyToStep(view: LiveView, stored: StoredEvent, reading: Reading): void {
  const { event } = stored;
  if (!('step' in event) || event.type === 'step-captured') return;
  const steps = mapOf(view, 'phase' in event ? event.phase : 'steps');
  const ref = itemOf(event.step);
  const step = steps.get(stepOf(event.step));
  const about = progressOf(steps, event.step);
  if (step === undefined || about === undefined || isLateAnswer(event, about)) return;
  const failed: StepState = reading.continued(step.phase, step.name) ? 'failed-continued' : 'failed';
  const changed = { ...about, ...changesOf(about, { stored, event, failed }) };
  if (ref === undefined) steps.set(step.name, { ...changed, ...itemsAfter(step, event, reading) });
  else if (step.items instanceof Items) step.items.set(ref.index, changed);
}

/** What an event says of a forEach step's items as a whole. */
function itemsAfter(step: StepProgress, event: StepEvent, { keeps }: Reading): Partial<StepProgress> {
  if (event.type === 'step-expanded') return { items: new Items(step, event, keeps(step.name)) };
  if (event.type === 'step-adopted' && event.items !== undefined)
    return { items: Items.adopted(step, event.items) };
  return {};
}

/** Of two answers to one question, or an answer and the end of its time, the first counts, whoever reads them. */
function isLateAnswer({ type }: StepEvent, { state }: StepProgress): boolean {
  return type === 'step-decided' && state !== 'waiting';
}

/** What a step captured is read where it is put back. */
type StepEvent = Exclude<Extract<RunEvent, { step: string }>, { type: 'step-captured' }>;

interface Change {
  readonly stored: StoredEvent;
  readonly event: StepEvent;
  readonly failed: StepState;
}

function changesOf(before: StepProgress, { stored: { at }, event, failed }: Change): Partial<StepProgress> {
  const ended = { endedAt: at, ...NOTHING_RUNS, waiting: null, retryAt: null };
  if (event.type === 'step-expanded') return { state: 'running', startedAt: at };
  if (!isOfAttempt(event)) return settledBy(event, ended, failed);
  switch (event.type) {
    case 'step-starting':
      return {
        state: 'running',
        attempts: event.attempt,
        startedAt: before.state === 'pending' ? (before.startedAt ?? at) : at,
        endedAt: null,
        ...NOTHING_RUNS,
        retryAt: null,
        item: event.item ?? null,
      };
    case 'step-spawned':
      return { process: { identity: event.process, group: event.processGroup } };
    case 'step-contained':
      return { container: event.container };
    case 'step-done':
      return { ...ended, state: 'succeeded', outputs: event.outputs, error: null };
    case 'step-failed':
      return {
        ...ended,
        state: event.retryAt === null ? failed : 'backing-off',
        outputs: event.outputs,
        error: event.error,
        failures: before.failures + 1,
        retryAt: event.retryAt,
      };
  }
}

type AttemptEvent = Extract<
  StepEvent,
  { type: 'step-starting' | 'step-spawned' | 'step-contained' | 'step-done' | 'step-failed' }
>;

function isOfAttempt(event: StepEvent): event is AttemptEvent {
  return ['step-starting', 'step-spawned', 'step-contained', 'step-done', 'step-failed'].includes(event.type);
}

/** What becomes of a step without an attempt's own result. */
function settledBy(
  event: Exclude<StepEvent, AttemptEvent | { type: 'step-expanded' }>,
  ended: Ended,
  failed: StepState,
): Partial<StepProgress> {
  switch (event.type) {
    case 'step-interrupted':
      return interruptedTo(event.decision, ended);
    case 'step-waiting':
      return {
        state: 'waiting',
        ...NOTHING_RUNS,
        waiting: { for: event.for, message: event.message, until: event.until },
      };
    case 'step-queued':
      return { state: 'waiting', waiting: { for: 'concurrency', message: event.message, until: null } };
    case 'step-admitted':
      return { state: 'pending', waiting: null };
    case 'step-cancel-requested':
      return {};
    case 'step-adopted':
      return { ...ended, state: event.state, outputs: event.outputs };
    case 'step-skipped':
      return { ...ended, state: 'skipped' };
    case 'step-omitted':
      return { ...ended, state: 'omitted' };
    case 'step-decided':
      return decidedTo(event, ended, failed);
  }
}

type Ended = Pick<StepProgress, 'endedAt' | 'process' | 'container' | 'waiting' | 'retryAt'>;

const NOTHING_RUNS = { process: null, container: null };

function interruptedTo(decision: 'done' | 'retry' | 'ask', ended: Ended): Partial<StepProgress> {
  switch (decision) {
    case 'done':
      return { ...ended, state: 'succeeded', outputs: {}, error: null };
    case 'retry':
      return { state: 'pending', ...NOTHING_RUNS };
    case 'ask':
      return { state: 'waiting', ...NOTHING_RUNS };
  }
}

function decidedTo(
  event: Extract<RunEvent, { type: 'step-decided' }>,
  ended: Ended,
  failed: StepState,
): Partial<StepProgress> {
  switch (event.decision) {
    case 'approved':
    case 'mark-done':
      return {
        ...ended,
        state: 'succeeded',
        outputs: { decision: event.decision, by: event.by, reason: event.reason },
        error: null,
      };
    // Asked for anew: its time does not count from before the crash.
    case 'retry':
      return { state: 'pending', waiting: null, ...NOTHING_RUNS, startedAt: null };
    case 'fail':
      return { ...ended, state: failed, error: failedByHand(event.by, event.reason) };
  }
}

function failedByHand(by: string, reason: string): StepError {
  return { kind: 'failed', message: `Failed by ${by}: ${reason}` };
}
