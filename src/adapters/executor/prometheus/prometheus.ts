import { formatDuration } from '../../../base/duration.ts';
import type { JsonObject } from '../../../base/json.ts';
import { redactText } from '../../../base/redact.ts';
import type { Executor, StepContext, StepOutcome } from '../../../ports/executor.ts';
import { asOutcome, StepFailure, stopped } from '../step-failure.ts';
import { untilHeld } from '../until-held.ts';
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
  const { signal } = asking.context;
  try {
    const holding = { everyMs: waiting.intervalMs, forMs: waiting.forMs, signal };
    if (await untilHeld(() => watch.look(), holding)) return { kind: 'done', outputs: watch.outputs() };
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  throw watch.cutOff();
}

/** What was seen so far. */
class Watch {
  readonly #question: Question;
  readonly #waiting: Waiting;
  readonly #asking: Asking;
  readonly #begun = performance.now();
  #errors = 0;
  #said = '';
  #last: Reading | undefined;

  constructor(question: Question, waiting: Waiting, asking: Asking) {
    this.#question = question;
    this.#waiting = waiting;
    this.#asking = asking;
  }

  /**
   * Where Prometheus does not answer it does not hold: nobody knows whether it went on to.
   * @throws {StepFailure} where it failed for good
   */
  async look(): Promise<{ readonly holds: boolean; readonly pauseMs?: number }> {
    const judgement = await this.#ask();
    if ('pauseMs' in judgement) return { holds: false, pauseMs: judgement.pauseMs };
    if (judgement.verdict === 'failed') {
      throw new StepFailure('failed', unmet(this.#question, judgement), this.outputs());
    }
    return { holds: judgement.verdict === 'holds' };
  }

  /** The failure of a step that was stopped, with what it saw last. */
  cutOff(): StepFailure {
    const { kind, message } = stopped(this.#asking.context.signal);
    const last = this.#said === '' ? '' : `: last seen ${this.#said}`;
    return new StepFailure(kind, `${message}${kind === 'timeout' ? last : ''}`, this.outputs());
  }

  /** Where Prometheus does not answer, how long it is to be left alone. */
  async #ask(): Promise<Judgement | { readonly pauseMs: number }> {
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
      return { pauseMs: error.error.retryAfterMs ?? 0 };
    }
  }

  #givenUp({ error, message }: NotNow): StepFailure {
    return new StepFailure(error, `${message} (${this.#errors} times in a row)`, this.outputs());
  }

  outputs(): JsonObject {
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
