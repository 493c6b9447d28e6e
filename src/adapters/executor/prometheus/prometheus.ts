import { setTimeout as sleep } from 'node:timers/promises';
import { formatDuration } from '../../../base/duration.ts';
import type { JsonObject } from '../../../base/json.ts';
import { redactText } from '../../../base/redact.ts';
import type { Executor, StepContext, StepOutcome } from '../../../ports/executor.ts';
import { asOutcome, StepFailure, stopped } from '../step-failure.ts';
import { type Asking, ask, NotNow, type Reading } from './ask.ts';
import { type Judgement, judge } from './judge.ts';
import { outputsOf } from './outputs.ts';
import { type Question, questionOf, type Waiting } from './settings.ts';

/** Asks Prometheus once, or again and again until a condition has held for a while. Changes nothing. */
export function prometheusExecutor(promUrl: string | null, now: () => Date): Executor {
  return {
    type: 'prometheus',
    execute: (_step, settings, context) =>
      asOutcome(async () => {
        if (context.signal.aborted) throw stopped(context.signal);
        const question = questionOf(settings);
        const asking: Asking = { context, promUrl, now };
        const { waiting } = question;
        return waiting === null ? await once(question, asking) : await wait(question, waiting, asking);
      }),
  };
}

async function once(question: Question, asking: Asking): Promise<StepOutcome> {
  const reading = await ask(question, asking);
  const judgement = judge(question, reading);
  tell(asking.context, judgement.seen);
  const outputs = outputsOf(question, reading, 0);
  if (judgement.verdict === 'holds') return { kind: 'done', outputs };
  throw new StepFailure('failed', unmet(question, judgement), outputs);
}

async function wait(question: Question, waiting: Waiting, asking: Asking): Promise<StepOutcome> {
  const watch = new Watch(question, waiting, asking);
  try {
    for (;;) {
      const outputs = await watch.look();
      if (outputs !== undefined) return { kind: 'done', outputs };
      await sleep(watch.pauseMs, undefined, { signal: asking.context.signal });
    }
  } catch (error) {
    if (asking.context.signal.aborted) throw watch.cutOff();
    throw error;
  }
}

/** What was seen so far, and since when the condition holds without interruption. */
class Watch {
  readonly #question: Question;
  readonly #waiting: Waiting;
  readonly #asking: Asking;
  readonly #begun = performance.now();
  #since: number | undefined;
  #errors = 0;
  #said = '';
  #last: Reading | undefined;
  /** Until the next look. */
  pauseMs = 0;

  constructor(question: Question, waiting: Waiting, asking: Asking) {
    this.#question = question;
    this.#waiting = waiting;
    this.#asking = asking;
  }

  /** The step's outputs, when the condition has held for long enough. @throws {StepFailure} */
  async look(): Promise<JsonObject | undefined> {
    const { intervalMs, forMs } = this.#waiting;
    const asked = performance.now();
    this.pauseMs = intervalMs;
    const judgement = await this.#ask();
    if (judgement?.verdict === 'failed') {
      throw new StepFailure('failed', unmet(this.#question, judgement), this.#outputs());
    }
    if (judgement?.verdict !== 'holds') {
      this.#since = undefined;
      return undefined;
    }
    this.#since ??= asked;
    const left = this.#since + forMs - asked;
    if (left <= 0) return this.#outputs();
    this.pauseMs = Math.min(intervalMs, left);
    return undefined;
  }

  /** The failure of a step that was stopped, with what it saw last. */
  cutOff(): StepFailure {
    const { kind, message } = stopped(this.#asking.context.signal);
    const last = this.#said === '' ? '' : `: last seen ${this.#said}`;
    return new StepFailure(kind, `${message}${kind === 'timeout' ? last : ''}`, this.#outputs());
  }

  /** Undefined where Prometheus does not answer: nobody knows whether the condition went on to hold. */
  async #ask(): Promise<Judgement | undefined> {
    try {
      this.#last = await ask(this.#question, this.#asking);
      this.#errors = 0;
      const judgement = judge(this.#question, this.#last);
      this.#say(judgement.seen);
      return judgement;
    } catch (error) {
      if (!(error instanceof NotNow)) throw error;
      this.#errors += 1;
      this.#say(error.message);
      if (this.#errors > this.#waiting.consecutiveErrorLimit) {
        throw this.#givenUp(error);
      }
      this.pauseMs = Math.max(this.pauseMs, error.error.retryAfterMs ?? 0);
      return undefined;
    }
  }

  #givenUp({ error, message }: NotNow): StepFailure {
    return new StepFailure(error, `${message} (${this.#errors} times in a row)`, this.#outputs());
  }

  #outputs(): JsonObject {
    const seconds = (performance.now() - this.#begun) / 1000;
    return this.#last === undefined ? {} : outputsOf(this.#question, this.#last, seconds);
  }

  /** Whoever follows the log sees what changes. */
  #say(seen: string): void {
    if (seen !== this.#said)
      tell(this.#asking.context, `${formatDuration(performance.now() - this.#begun)} ${seen}`);
    this.#said = seen;
  }
}

function tell(context: StepContext, line: string): void {
  context.log('stdout', Buffer.from(`${redactText(line, context.secrets)}\n`));
}

function unmet({ successCondition }: Question, { verdict, seen }: Judgement): string {
  if (verdict === 'failed' || successCondition === null) return seen;
  return `${successCondition} does not hold: ${seen}`;
}
