import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { StepFailure } from '../step-failure.ts';

/** One series of an answer. */
export interface Series {
  readonly labels: JsonObject;
  /** Oldest first; NaN where Prometheus says so. */
  readonly values: readonly number[];
  /** Seconds since 1970 of the newest. */
  readonly newest: number;
}

/** The series of an answer of the query API. @throws {StepFailure} */
export function seriesIn(answer: Json, maxSeries: number): readonly Series[] {
  const data = isJsonObject(answer) && answer['status'] === 'success' ? answer['data'] : undefined;
  if (!isJsonObject(data)) throw new StepFailure('failed', 'what answered there is not Prometheus');
  const { resultType, result } = data;
  if (!Array.isArray(result)) throw new StepFailure('failed', 'what answered there is not Prometheus');
  if (resultType === 'string') throw new StepFailure('refused', 'the query gives a text, not numbers');
  if (resultType === 'scalar') return [seriesOf({}, [result])];
  if (result.length > maxSeries) {
    const most = `the query gives ${result.length} series, more than maxSeries (${maxSeries})`;
    throw new StepFailure('failed', `${most}: aggregate it, for instance with max by (…)`);
  }
  return result.map((entry: Json) => {
    const { metric, value, values } = isJsonObject(entry) ? entry : {};
    return seriesOf(isJsonObject(metric) ? metric : {}, Array.isArray(values) ? values : [value ?? null]);
  });
}

function seriesOf(labels: JsonObject, samples: readonly Json[]): Series {
  const pairs = samples.map((sample) => (Array.isArray(sample) ? sample : []));
  const newest: Json | undefined = pairs.at(-1)?.[0];
  return {
    labels,
    values: pairs.map(([, text]: readonly Json[]) => numberOf(text)),
    newest: typeof newest === 'number' ? newest : Number.NaN,
  };
}

/** Prometheus writes numbers as text, the infinite ones as +Inf and -Inf. */
function numberOf(text: Json | undefined): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
}

/** A sample as JSON can say it: infinite ones as Prometheus writes them, NaN as nothing. */
export function sampleOf(value: number | undefined): Json {
  if (value === undefined || Number.isNaN(value)) return null;
  if (Number.isFinite(value)) return value;
  return value > 0 ? '+Inf' : '-Inf';
}

/** `{job="api", instance="a:1"}`, as Prometheus writes labels. */
export function nameOf({ labels }: Series): string {
  const { __name__: name, ...rest } = labels;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return `${typeof name === 'string' ? name : ''}{${pairs.join(', ')}}`;
}
