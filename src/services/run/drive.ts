import { alarm } from '../../base/alarm.ts';
import { evaluateExpression } from '../../base/expression/evaluate.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Phase, RunEvent, StepError } from '../../model/run.ts';
import type { StepProgress } from '../../model/run-view.ts';
import type { StepOutcome, StopReason } from '../../ports/executor.ts';
import { graphOf } from '../../run/advance.ts';
import { ReadySet } from '../../run/ready-set.ts';
import { mapOf } from '../../run/replay.ts';
import { nextAttemptIn } from '../../run/retry.ts';
import { carryOut, errorOf, idempotencyKey, type Stage } from './attempt.ts';
import { Mailbox } from './mailbox.ts';
import { pathsOf, scopeFor, secretInputsOf, secretsRead } from './scope.ts';

/** Why the steps of a phase stopped moving. */
export type PhaseEnd = 'ended' | 'waiting' | 'paused' | 'cancelled' | 'interrupted' | 'timeout';

type Message =
  | { readonly kind: 'finished'; readonly step: PlannedStep; readonly outcome: StepOutcome }
  | { readonly kind: 'fault'; readonly error: unknown }
  /** A timer, or a change that others made. */
  | { readonly kind: 'look' };

interface PhasePlan {
  readonly phase: Phase;
  readonly steps: readonly PlannedStep[];
  readonly maxParallel: number;
}

/** Carries one phase of a run as far as it goes: decide, write down, act, wait for what comes. */
export class PhaseDriver {
  readonly #stage: Stage;
  readonly #plan: PhasePlan;
  readonly #named: ReadonlyMap<string, PlannedStep>;
  readonly #ready: ReadySet;
  readonly #mailbox = new Mailbox<Message>();
  readonly #inFlight = new Map<
    string,
    { readonly controller: AbortController; readonly ended: Promise<void> }
  >();
  readonly #timers = new Map<string, Disposable>();
  readonly #dueRetries = new Set<string>();
  #starting: PlannedStep[] = [];
  #hold: Exclude<PhaseEnd, 'ended' | 'waiting'> | undefined;

  constructor(stage: Stage, plan: PhasePlan) {
    this.#stage = stage;
    this.#plan = plan;
    this.#named = new Map(plan.steps.map((step) => [step.name, step]));
    const states = new Map([...this.#progress].map(([name, { state }]) => [name, state]));
    this.#ready = new ReadySet(graphOf(plan.steps), states);
    for (const progress of this.#progress.values()) this.#watchTime(progress);
  }

  async run(): Promise<PhaseEnd> {
    try {
      return await this.#loop();
    } catch (error) {
      this.#stopAll('lost');
      await this.#settle();
      throw error;
    } finally {
      for (const timer of this.#timers.values()) timer[Symbol.dispose]();
    }
  }

  /** A pause lets steps end that run; every other reason ends them. */
  hold(reason: Exclude<PhaseEnd, 'ended' | 'waiting'>): void {
    if (this.#hold !== undefined && this.#hold !== 'paused') return;
    this.#hold = reason;
    if (reason !== 'paused') this.#stopAll(reason);
    this.#mailbox.post({ kind: 'look' });
  }

  goOn(): void {
    if (this.#hold === 'paused') this.#hold = undefined;
    this.#mailbox.post({ kind: 'look' });
  }

  /** A person's decision has changed a step in the view. */
  decided(name: string): void {
    const progress = this.#progress.get(name);
    if (progress === undefined || this.#inFlight.has(name)) return;
    this.#ready.set(name, progress.state);
    this.#mailbox.post({ kind: 'look' });
  }

  fail(error: unknown): void {
    this.#mailbox.post({ kind: 'fault', error });
  }

  async #loop(): Promise<PhaseEnd> {
    for (;;) {
      for (const message of this.#mailbox.take()) this.#read(message);
      this.#expire();
      const outcome = this.#decide();
      await this.#stage.ledger.flush();
      this.#launch();
      if (this.#inFlight.size === 0) {
        if (this.#hold === 'timeout') return 'timeout';
        if (outcome === 'ended') return 'ended';
        if (this.#hold !== undefined) return this.#hold;
        if (outcome === 'stuck') return 'waiting';
      }
      await this.#mailbox.arrival();
    }
  }

  #read(message: Message): void {
    switch (message.kind) {
      case 'finished':
        this.#inFlight.delete(message.step.name);
        this.#record(message.step, message.outcome);
        return;
      case 'fault':
        throw message.error;
      case 'look':
        return;
    }
  }

  #record(step: PlannedStep, outcome: StepOutcome): void {
    const { attempts: attempt, failures } = this.#of(step.name);
    const { phase } = this.#plan;
    const about = { step: step.name, phase, attempt };
    switch (outcome.kind) {
      case 'done':
        this.#stageEvent({ type: 'step-done', ...about, outputs: outcome.outputs });
        return;
      case 'waiting':
        this.#stageEvent({
          type: 'step-waiting',
          step: step.name,
          phase,
          for: 'approval',
          message: outcome.message,
          until: outcome.until,
        });
        return;
      case 'failed':
        // Ended with its owner: it stays in flight, and whoever resumes asks what that means.
        if (outcome.error.kind === 'interrupted') return;
        this.#stageEvent({
          type: 'step-failed',
          ...about,
          error: outcome.error,
          outputs: outcome.outputs,
          retryAt: this.#retryAt(step, outcome.error, failures + 1),
        });
    }
  }

  #retryAt(step: PlannedStep, { kind }: StepError, failures: number): string | null {
    const { deps } = this.#stage;
    const pause = nextAttemptIn(step.retry, { kind, failures }, deps.random());
    return pause === undefined ? null : new Date(deps.now().getTime() + pause).toISOString();
  }

  /** Questions that nobody answered in time. */
  #expire(): void {
    for (const name of this.#dueRetries) {
      const progress = this.#of(name);
      if (progress.state !== 'waiting') continue;
      this.#dueRetries.delete(name);
      const error: StepError = { kind: 'timeout', message: 'nobody answered in time' };
      const about = { step: name, phase: this.#plan.phase, attempt: progress.attempts };
      this.#stageEvent({ type: 'step-failed', ...about, error, outputs: {}, retryAt: null });
    }
  }

  #decide(): 'running' | 'stuck' | 'ended' {
    if (this.#hold === undefined) this.#startRetries();
    for (;;) {
      const { start, omit, outcome } = this.#ready.decide(
        this.#hold === undefined ? this.#plan.maxParallel : 0,
      );
      for (const step of omit) this.#stageEvent({ type: 'step-omitted', step, phase: this.#plan.phase });
      for (const name of start) this.#start(this.#step(name));
      if (start.length === 0 && omit.length === 0) return outcome;
    }
  }

  #startRetries(): void {
    for (const name of this.#dueRetries) {
      this.#dueRetries.delete(name);
      if (this.#of(name).state === 'backing-off') this.#stageStart(this.#step(name));
    }
  }

  #start(step: PlannedStep): void {
    const verdict = this.#asks(step);
    if (verdict === true) this.#stageStart(step);
    else if (verdict === false) {
      this.#stageEvent({ type: 'step-skipped', step: step.name, phase: this.#plan.phase, reason: 'when' });
    } else {
      const about = { step: step.name, phase: this.#plan.phase, attempt: this.#of(step.name).attempts };
      this.#stageEvent({ type: 'step-failed', ...about, error: verdict, outputs: {}, retryAt: null });
    }
  }

  /** What the step's `when` says. */
  #asks({ name, when }: PlannedStep): boolean | StepError {
    if (when === null) return true;
    try {
      const paths = pathsOf(when);
      const [secret] = secretsRead(paths, secretInputsOf(this.#stage.scope.plan));
      if (secret !== undefined) return { kind: 'refused', message: `when may not read the secret ${secret}` };
      const scope = scopeFor(this.#stage.scope, paths);
      // All that is behind a step is a long way in a long chain.
      const asksForFailure = /\bfailed\b/.test(when);
      const value = evaluateExpression(when, scope, {
        always: true,
        failed: asksForFailure && this.#isBehindFailure(name),
      });
      if (typeof value === 'boolean') return value;
      return {
        kind: 'expression',
        message: `when gave ${JSON.stringify(value)}, which is neither true nor false`,
      };
    } catch (error) {
      return errorOf(error);
    }
  }

  #isBehindFailure(name: string): boolean {
    const behind = new Set(this.#step(name).needs);
    for (const need of behind) {
      if (this.#of(need).state === 'failed') return true;
      for (const further of this.#step(need).needs) behind.add(further);
    }
    return false;
  }

  #stageStart(step: PlannedStep): void {
    const { ledger } = this.#stage;
    const { phase } = this.#plan;
    this.#stageEvent({
      type: 'step-starting',
      step: step.name,
      phase,
      attempt: this.#of(step.name).attempts + 1,
      token: ledger.view.token,
      idempotencyKey: idempotencyKey(ledger.run, phase, step.name),
    });
    this.#starting.push(step);
  }

  #launch(): void {
    for (const step of this.#starting) {
      const controller = new AbortController();
      const { attempts: number, startedAt } = this.#of(step.name);
      const attempt = { step, phase: this.#plan.phase, number, startedAt: startedAt ?? '', controller };
      const ended = carryOut(this.#stage, attempt).then(
        (outcome) => this.#mailbox.post({ kind: 'finished', step, outcome }),
        (error: unknown) => this.fail(error),
      );
      this.#inFlight.set(step.name, { controller, ended });
    }
    this.#starting = [];
  }

  #stageEvent(event: Extract<RunEvent, { step: string }>): void {
    this.#stage.ledger.stage(event);
    const progress = this.#of(event.step);
    this.#ready.set(event.step, progress.state);
    this.#watchTime(progress);
  }

  /** Looks again when a pause between attempts, or the time to answer, is over. */
  #watchTime({ name, state, retryAt, waiting }: StepProgress): void {
    const at = state === 'backing-off' ? retryAt : state === 'waiting' ? waiting?.until : null;
    this.#timers.get(name)?.[Symbol.dispose]();
    if (at === null || at === undefined) return;
    const left = Math.max(0, Date.parse(at) - this.#stage.deps.now().getTime());
    const due = () => {
      this.#dueRetries.add(name);
      this.#mailbox.post({ kind: 'look' });
    };
    this.#timers.set(name, alarm(left, due));
  }

  #stopAll(reason: StopReason): void {
    for (const { controller } of this.#inFlight.values()) controller.abort(reason);
  }

  async #settle(): Promise<void> {
    await Promise.all([...this.#inFlight.values()].map(({ ended }) => ended));
  }

  get #progress(): ReadonlyMap<string, StepProgress> {
    return mapOf(this.#stage.ledger.view, this.#plan.phase);
  }

  #of(name: string): StepProgress {
    const progress = this.#progress.get(name);
    if (progress === undefined) throw new Error(`no step ${name} in the ${this.#plan.phase}`);
    return progress;
  }

  #step(name: string): PlannedStep {
    const step = this.#named.get(name);
    if (step === undefined) throw new Error(`no step ${name} in the ${this.#plan.phase}`);
    return step;
  }
}
