import type { PlannedStep } from '../../model/plan.ts';
import type { Phase, RunEvent, StepError, StepState } from '../../model/run.ts';
import type { StepOutcome } from '../../ports/executor.ts';
import { graphOf } from '../../run/advance.ts';
import type { Settled } from '../../run/advance.ts';
import { itemOf } from '../../base/item-name.ts';
import { ReadySet } from '../../run/ready-set.ts';
import { Admission } from './admission.ts';
import { askWhen, isAskedPerItem } from './ask-when.ts';
import { carryOut, idempotencyKey, type Stage } from './attempt.ts';
import { InFlight } from './in-flight.ts';
import { Mailbox } from './mailbox.ts';
import { lastFailure, outcomeEvent } from './outcome-event.ts';
import { PhaseSteps } from './phase-steps.ts';
import { settledEvent } from './settled-event.ts';
import { StepAlarms } from './step-alarms.ts';
import type { TurnNews } from './step-turns.ts';

/** Why the steps of a phase stopped moving. */
export type PhaseEnd = 'ended' | 'waiting' | 'paused' | 'cancelled' | 'interrupted' | 'timeout';

type Message =
  | { readonly kind: 'finished'; readonly step: PlannedStep; readonly outcome: StepOutcome }
  | { readonly kind: 'fault'; readonly error: unknown }
  | { readonly kind: 'turn'; readonly step: string; readonly news: TurnNews }
  /** Another step or run is to have its place. */
  | { readonly kind: 'replaced'; readonly step: string }
  /** A timer, or a change that others made. */
  | { readonly kind: 'look' };

/** Events that are staged before they are written down. */
const MOST_STAGED = 500;

interface PhasePlan {
  readonly phase: Phase;
  readonly steps: readonly PlannedStep[];
  readonly maxParallel: number;
}

/** Carries one phase of a run as far as it goes: decide, write down, act, wait for what comes. */
export class PhaseDriver {
  readonly #stage: Stage;
  readonly #plan: PhasePlan;
  readonly #steps: PhaseSteps;
  readonly #ready: ReadySet;
  readonly #mailbox = new Mailbox<Message>();
  readonly #inFlight = new InFlight();
  readonly #alarms: StepAlarms;
  readonly #admission: Admission;
  readonly #starting: PlannedStep[] = [];
  #hold: Exclude<PhaseEnd, 'ended' | 'waiting'> | undefined;

  constructor(stage: Stage, plan: PhasePlan) {
    this.#stage = stage;
    this.#plan = plan;
    this.#steps = new PhaseSteps(stage.ledger.view, plan.phase, plan.steps);
    this.#ready = new ReadySet(graphOf(plan.steps), this.#steps.standings);
    this.#alarms = new StepAlarms(stage.deps.now, () => this.#mailbox.post({ kind: 'look' }));
    const asking = { phase: plan.phase, steps: this.#steps };
    this.#admission = new Admission(stage, asking, {
      event: (event) => this.#stageEvent(event),
      failure: (step, error) => this.#stageFailure(step, error),
      news: (step, news) => this.#mailbox.post({ kind: 'turn', step, news }),
      fault: (error) => this.fail(error),
    });
    for (const progress of this.#steps.all) this.#alarms.set(progress);
  }

  async run(): Promise<PhaseEnd> {
    using held = new DisposableStack();
    held.use(this.#alarms);
    held.use(this.#admission);
    try {
      await this.#admission.findPlaces();
      return await this.#loop();
    } catch (error) {
      this.#inFlight.stop('lost');
      await this.#inFlight.settle();
      throw error;
    }
  }

  /** A pause lets steps end that run; every other reason ends them. */
  hold(reason: Exclude<PhaseEnd, 'ended' | 'waiting'>): void {
    if (this.#hold !== undefined && this.#hold !== 'paused') return;
    this.#hold = reason;
    if (reason !== 'paused') this.#inFlight.stop(reason);
    this.#mailbox.post({ kind: 'look' });
  }

  goOn(): void {
    if (this.#hold === 'paused') this.#hold = undefined;
    this.#mailbox.post({ kind: 'look' });
  }

  /** A person's decision has changed a step in the view. */
  decided(name: string): void {
    if (this.#inFlight.has(name)) return;
    this.#changed(name);
    this.#admission.ended(name);
    this.#mailbox.post({ kind: 'look' });
  }

  /** Another step or run is to have its place under a concurrency key. */
  stopStep(name: string): void {
    this.#mailbox.post({ kind: 'replaced', step: name });
  }

  fail(error: unknown): void {
    this.#mailbox.post({ kind: 'fault', error });
  }

  async #loop(): Promise<PhaseEnd> {
    for (;;) {
      for (const message of this.#mailbox.take()) this.#read(message);
      this.#expire();
      const outcome = this.#decide();
      await this.#writeAndLaunch();
      if (this.#inFlight.isEmpty) {
        if (this.#hold === 'timeout') return this.#giveUp('timeout');
        if (outcome === 'ended') return 'ended';
        if (this.#hold === 'cancelled') return this.#giveUp('cancelled');
        if (this.#hold !== undefined) return this.#hold;
        if (outcome === 'stuck' && !this.#admission.isWaiting) return 'waiting';
      }
      await this.#mailbox.arrival();
    }
  }

  /** A list that is left in the middle is not under way any more. */
  async #giveUp(end: 'timeout' | 'cancelled'): Promise<PhaseEnd> {
    for (const { name, state, items } of this.#steps.all) {
      if (items === null || state !== 'running') continue;
      this.#stageEvent({ type: 'step-omitted', step: name, phase: this.#plan.phase });
    }
    await this.#stage.ledger.flush();
    return end;
  }

  #read(message: Message): void {
    switch (message.kind) {
      case 'finished':
        this.#inFlight.landed(message.step.name);
        this.#record(message.step, message.outcome);
        return;
      case 'turn':
        this.#admission.hear(message.step, message.news);
        return;
      case 'replaced':
        this.#replace(message.step);
        return;
      case 'fault':
        throw message.error;
      case 'look':
        return;
    }
  }

  #replace(name: string): void {
    if (this.#inFlight.has(name)) this.#inFlight.stopOne(name, 'cancelled');
    else if (this.#admission.has(name)) {
      this.#stageFailure(name, { kind: 'cancelled', message: 'another was to have its place' });
    }
  }

  #record(step: PlannedStep, outcome: StepOutcome): void {
    const event = outcomeEvent(
      this.#stage.deps,
      { step, progress: this.#steps.progress(step.name) },
      outcome,
    );
    if (event !== undefined) this.#stageEvent(event);
  }

  /** Questions that nobody answered in time. */
  #expire(): void {
    for (const name of this.#due('waiting')) {
      this.#stageFailure(name, { kind: 'timeout', message: 'nobody answered in time' });
    }
  }

  #decide(): 'running' | 'stuck' | 'ended' {
    if (this.#hold === undefined) this.#startRetries();
    for (let staged = 0; ; ) {
      if (this.#ready.isHalted) this.#admission.leaveQueues();
      const { start, omit, settle, outcome } = this.#ready.decide(
        this.#hold === undefined ? this.#plan.maxParallel : 0,
      );
      for (const settled of settle) this.#settle(settled);
      for (const step of omit) this.#stageEvent({ type: 'step-omitted', step, phase: this.#plan.phase });
      for (const name of start) this.#start(this.#steps.planned(name));
      if (start.length + omit.length + settle.length === 0) return outcome;
      staged += start.length;
      // A long list whose items are all skipped is not written down at once.
      if (staged >= MOST_STAGED) {
        this.#mailbox.post({ kind: 'look' });
        return outcome;
      }
    }
  }

  #settle(settled: Settled): void {
    this.#stage.lists.forget(settled.step);
    this.#stageEvent(settledEvent(this.#steps.progress(settled.step), settled.as));
  }

  #startRetries(): void {
    for (const name of this.#due('backing-off')) this.#stageStart(this.#steps.planned(name));
  }

  #due(state: StepState): readonly string[] {
    return this.#alarms.due((name) => this.#steps.progress(name).state, state);
  }

  #start(step: PlannedStep): void {
    const { name } = step;
    const isWhole = step.forEach !== null && itemOf(name) === undefined;
    const asks = step.forEach === null || isWhole !== isAskedPerItem(step);
    const verdict = !asks || this.#asked(step);
    if (verdict === false) {
      this.#stageEvent({ type: 'step-skipped', step: name, phase: this.#plan.phase, reason: 'when' });
    } else if (verdict !== true) this.#stageFailure(name, verdict);
    else if (isWhole) this.#expand(step);
    else if (this.#admission.admits(step)) this.#stageStart(step);
  }

  #asked(step: PlannedStep): boolean | StepError {
    return askWhen(this.#stage.lists.scopeOf(step), step, () => this.#steps.isBehindFailure(step.name));
  }

  /** A forEach step begins with its list: what is announced is what will be done. */
  #expand(step: PlannedStep): void {
    const list = this.#stage.lists.expand(step);
    if ('kind' in list) this.#stageFailure(step.name, list);
    else this.#stageEvent({ type: 'step-expanded', step: step.name, phase: this.#plan.phase, ...list });
  }

  #stageStart(step: PlannedStep): void {
    const { ledger, lists } = this.#stage;
    const { phase } = this.#plan;
    this.#stageEvent({
      type: 'step-starting',
      step: step.name,
      phase,
      attempt: this.#steps.progress(step.name).attempts + 1,
      token: ledger.view.token,
      idempotencyKey: idempotencyKey(ledger.run, phase, step.name),
      ...(itemOf(step.name) !== undefined && { item: lists.shown(step) }),
    });
    this.#starting.push(step);
  }

  /** Waits for the disk itself where there is nothing else to do meanwhile. */
  async #writeAndLaunch(): Promise<void> {
    const starting = this.#starting.splice(0);
    const gaveBack = this.#admission.gaveBack();
    const ahead = !this.#inFlight.isEmpty || starting.some((step) => this.#isInert(step));
    const written = this.#stage.ledger.flush(ahead ? 'ahead' : undefined);
    const look = gaveBack ? written.then(() => this.#admission.look()) : written;
    for (const step of starting) this.#launch(step, this.#isInert(step) ? undefined : written);
    if (ahead) look.catch((error: unknown) => this.fail(error));
    else await look;
  }

  #isInert({ type, with: settings }: PlannedStep): boolean {
    return this.#stage.deps.executors.get(type)?.isInert?.(settings) === true;
  }

  /** In flight from now on, so that whatever ends the steps reaches it; it begins when its start is `written`. */
  #launch(step: PlannedStep, written: Promise<void> | undefined): void {
    const { attempts: number, startedAt } = this.#steps.progress(step.name);
    const attempt = { step, phase: this.#plan.phase, number, startedAt: startedAt ?? '' };
    this.#inFlight.launch(step.name, async (controller) => {
      try {
        await written;
        const outcome = await carryOut(this.#stage, { ...attempt, controller });
        this.#mailbox.post({ kind: 'finished', step, outcome });
      } catch (error) {
        this.fail(error);
      }
    });
  }

  #stageFailure(step: string, error: StepError): void {
    this.#stageEvent(lastFailure(this.#steps.progress(step), error));
  }

  #stageEvent(event: Extract<RunEvent, { step: string }>): void {
    this.#stage.ledger.stage(event);
    this.#changed(event.step);
    const progress = this.#steps.progress(event.step);
    this.#alarms.set(progress);
    this.#admission.ended(event.step);
  }

  /** The ready set looks at items itself. */
  #changed(name: string): void {
    if (itemOf(name) === undefined) this.#ready.set(name, this.#steps.standing(name));
  }
}
