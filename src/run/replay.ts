import type { Plan, PlannedStep } from '../model/plan.ts';
import type { Phase, RunEvent, StepError, StepState, StoredEvent } from '../model/run.ts';
import type { RunView, StepProgress } from '../model/run-view.ts';

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
    steps: new Map(plan.steps.map(({ name }) => [name, untouched(name, 'steps')])),
    rollback: new Map(plan.rollback.map(({ name }) => [name, untouched(name, 'rollback')])),
    paused: null,
    cancel: null,
    rollingBack: null,
    ended: null,
  };
}

/** Applies stored events to `view`, each as soon as it is given. */
export function applier(plan: Plan, view: LiveView): (stored: StoredEvent) => void {
  const continues = (phase: Phase) =>
    new Set(
      stepsOf(plan, phase)
        .filter(isContinued)
        .map(({ name }) => name),
    );
  const continued = { steps: continues('steps'), rollback: continues('rollback') };
  return (stored) => {
    view.seq = Math.max(view.seq, stored.seq);
    applyToRun(view, stored);
    const changed = stepAfter(view, stored, (phase, step) => continued[phase].has(step));
    if (changed !== undefined) mapOf(view, changed.phase).set(changed.name, changed);
  };
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

type Continued = (phase: Phase, step: string) => boolean;

/** The step that an event is about, as it is afterwards; undefined where it is about none of the plan's. */
function stepAfter(view: LiveView, stored: StoredEvent, continued: Continued): StepProgress | undefined {
  const { event } = stored;
  if (!('step' in event)) return undefined;
  const before = mapOf(view, 'phase' in event ? event.phase : 'steps').get(event.step);
  if (before === undefined) return undefined;
  const changes = changesOf(before, { stored, event, failed: failedState(before, continued) });
  return { ...before, ...changes };
}

function failedState({ phase, name }: StepProgress, continued: Continued): StepState {
  return continued(phase, name) ? 'failed-continued' : 'failed';
}

type StepEvent = Extract<RunEvent, { step: string }>;

interface Change {
  readonly stored: StoredEvent;
  readonly event: StepEvent;
  readonly failed: StepState;
}

function changesOf(before: StepProgress, { stored: { at }, event, failed }: Change): Partial<StepProgress> {
  const ended = { endedAt: at, ...NOTHING_RUNS, waiting: null, retryAt: null };
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
  event: Exclude<StepEvent, AttemptEvent>,
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
    case 'retry':
      return { state: 'pending', waiting: null, ...NOTHING_RUNS };
    case 'fail':
      return { ...ended, state: failed, error: failedByHand(event.by, event.reason) };
  }
}

function failedByHand(by: string, reason: string): StepError {
  return { kind: 'failed', message: `Failed by ${by}: ${reason}` };
}

function untouched(name: string, phase: Phase): StepProgress {
  return {
    name,
    phase,
    state: 'pending',
    attempts: 0,
    failures: 0,
    outputs: null,
    error: null,
    startedAt: null,
    endedAt: null,
    retryAt: null,
    waiting: null,
    ...NOTHING_RUNS,
  };
}
