import { evaluateExpression, referencesOf } from '../../../base/expression/evaluate.ts';
import { ExpressionError } from '../../../base/expression/failure.ts';
import { type JsonObject, textOf } from '../../../base/json.ts';
import { StepFailure } from '../step-failure.ts';
import type { Reading } from './ask.ts';
import { nameOf, type Series, sampleOf } from './series.ts';
import type { Question } from './settings.ts';

export interface Judgement {
  readonly verdict: 'holds' | 'open' | 'failed';
  /** What was seen, in words. */
  readonly seen: string;
}

const MOST_NAMED = 3;

/** Whether what was read is what the step wants. A series whose newest sample is NaN, or that ended, has no data. */
export function judge(question: Question, { series, lastPoint }: Reading): Judgement {
  const { successCondition, failureCondition, noData } = question;
  const known = series.filter((one) => hasData(one, question, lastPoint));
  const missing = whatIsMissing(series.length, known.length);
  const seen = [...(missing === null ? [] : [missing]), ...samplesIn(known)].join('; ');
  if (failureCondition !== null && known.length > 0 && asks(question, failureCondition, known)) {
    return { verdict: 'failed', seen: `${seen}; failureCondition holds: ${failureCondition}` };
  }
  if (missing !== null && (noData === 'fail' || known.length === 0)) {
    return { verdict: noData === 'pass' ? 'holds' : 'open', seen };
  }
  const holds = successCondition === null || asks(question, successCondition, known);
  return { verdict: holds ? 'holds' : 'open', seen };
}

function hasData({ values, newest }: Series, { range }: Question, lastPoint: number | null): boolean {
  const last = values.at(-1);
  if (last === undefined || Number.isNaN(last)) return false;
  return lastPoint === null || range === null || newest >= lastPoint - range.stepMs / 2000;
}

function whatIsMissing(all: number, known: number): string | null {
  if (all === 0) return 'no data: the query gives no series';
  return known === all ? null : `no data in ${all - known} of ${all} series (NaN, or ended)`;
}

function samplesIn(known: readonly Series[]): string[] {
  const named = known.slice(0, MOST_NAMED).map((one) => {
    const value = textOf(sampleOf(one.values.at(-1)));
    return known.length === 1 ? `value ${value}` : `${nameOf(one)} ${value}`;
  });
  return known.length > MOST_NAMED ? [...named, `and ${known.length - MOST_NAMED} more series`] : named;
}

function asks({ vars }: Question, condition: string, known: readonly Series[]): boolean {
  try {
    const answer = evaluateExpression(condition, scopeOf(condition, known, vars), { doubles: true });
    if (typeof answer === 'boolean') return answer;
    throw new StepFailure(
      'refused',
      `"${condition}" gives ${JSON.stringify(answer)}, neither true nor false`,
    );
  } catch (error) {
    if (error instanceof ExpressionError)
      throw new StepFailure('refused', `"${condition}": ${error.message}`);
    throw error;
  }
}

/** `value` is the newest sample of the only series, `values` all samples, `series` each with its labels. */
function scopeOf(condition: string, known: readonly Series[], vars: JsonObject): JsonObject {
  const [only] = known;
  const value = known.length === 1 ? only?.values.at(-1) : undefined;
  if (value === undefined && referencesOf(condition).some(({ path }) => path[0] === 'value')) {
    const many = `"value" stands for the only series, and the query gives ${known.length}`;
    throw new StepFailure('refused', `${many}: write values.all(v, …), or aggregate the query`);
  }
  return {
    ...(value !== undefined && { value }),
    values: known.flatMap(({ values }) => values.filter((sample) => !Number.isNaN(sample))),
    series: known.map(({ labels, values }) => ({ labels, value: values.at(-1) ?? 0, values })),
    vars,
  };
}
