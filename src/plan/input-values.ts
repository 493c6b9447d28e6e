import { parseDuration } from '../base/duration.ts';
import { isTemplate } from '../base/document/phrase.ts';
import { AtomError } from '../base/errors.ts';
import { ExpressionError } from '../base/expression/failure.ts';
import { resolveTemplates } from '../base/expression/template.ts';
import { type JsonObject, textOf } from '../base/json.ts';
import type { Retry, Step } from '../model/generated/manifest.ts';

const HINT = 'Give inputs with -i NAME=VALUE or --inputs FILE';
const DURATION = /^[0-9]{1,9}(ms|s|m|h|d)$/;
const MOST_ATTEMPTS = 100;

/**
 * What a package says of itself by its inputs: only they may stand in it, as it is known before a run starts. `where` is
 * how people call the place. @throws {AtomError} ATOM_INPUT_INVALID
 */
export function fill(text: string, where: string, inputs: JsonObject): string {
  try {
    return textOf(resolveTemplates(text, { inputs }));
  } catch (cause) {
    if (!(cause instanceof ExpressionError)) throw cause;
    throw new AtomError('ATOM_INPUT_INVALID', `${where}: ${text} has no value: ${cause.message}`, {
      hint: HINT,
      cause,
    });
  }
}

/** A step whose times and attempts have values. @throws {AtomError} ATOM_INPUT_INVALID */
export function withValues(step: Step, inputs: JsonObject): Step {
  const { timeout, retry } = step;
  return {
    ...step,
    ...(timeout !== undefined && { timeout: duration(timeout, `${step.name}.timeout`, inputs) }),
    ...(retry !== undefined && { retry: retryOf(retry, `${step.name}.retry`, inputs) }),
  };
}

function retryOf({ attempts, backoff, ...rest }: Retry, where: string, inputs: JsonObject): Retry {
  const { initial, max, ...growth } = backoff ?? {};
  const pauses = {
    ...growth,
    ...(initial !== undefined && { initial: duration(initial, `${where}.backoff.initial`, inputs) }),
    ...(max !== undefined && { max: duration(max, `${where}.backoff.max`, inputs) }),
  };
  return { ...rest, attempts: attemptsOf(attempts, `${where}.attempts`, inputs), backoff: pauses };
}

function duration(written: string, where: string, inputs: JsonObject): string {
  if (!isTemplate(written)) return written;
  const value = fill(written, where, inputs);
  if (DURATION.test(value)) return value;
  throw invalid(where, `${written} is "${value}", no duration such as 250ms, 30s, 15m, 4h or 2d`);
}

function attemptsOf(written: Retry['attempts'], where: string, inputs: JsonObject): number {
  if (typeof written === 'number') return written;
  const value = fill(written, where, inputs);
  const count = /^[0-9]{1,3}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= MOST_ATTEMPTS) return count;
  throw invalid(where, `${written} is "${value}", no number from 1 to ${MOST_ATTEMPTS}`);
}

function invalid(where: string, what: string): AtomError {
  return new AtomError('ATOM_INPUT_INVALID', `${where}: ${what}`, { hint: HINT });
}

/** Milliseconds; undefined where its value is not known yet. */
export function millisecondsOf(written: string): number | undefined {
  return isTemplate(written) ? undefined : parseDuration(written);
}
