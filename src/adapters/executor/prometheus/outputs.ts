import type { Json, JsonObject } from '../../../base/json.ts';
import type { Reading } from './ask.ts';
import { type Series, sampleOf } from './series.ts';
import type { Question } from './settings.ts';

/** What a step hands back of its last reading. */
export function outputsOf({ range }: Question, { series, warnings }: Reading, seconds: number): JsonObject {
  const [only] = series;
  return {
    value: series.length === 1 ? sampleOf(only?.values.at(-1)) : null,
    series: series.map((one) => (range === null ? newestOf(one) : { ...newestOf(one), ...spread(one) })),
    seconds: Math.round(seconds * 10) / 10,
    ...(warnings.length > 0 && { warnings }),
  };
}

function newestOf({ labels, values }: Series): { readonly labels: JsonObject; readonly value: Json } {
  return { labels, value: sampleOf(values.at(-1)) };
}

function spread({ values }: Series): JsonObject {
  const known = values.filter((value) => !Number.isNaN(value));
  const sum = known.reduce((total, value) => total + value, 0);
  const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const count = known.length;
  if (count === 0) return { min: null, max: null, avg: null, count };
  return { min: sampleOf(least), max: sampleOf(most), avg: sampleOf(sum / count), count };
}
