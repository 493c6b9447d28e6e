import { parseDuration } from '../../../base/duration.ts';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../../base/json.ts';
import { fillQuery, QueryError } from '../../../base/promql.ts';
import { StepFailure } from '../step-failure.ts';

/** What a prometheus step asks, completed from its settings. */
export interface Question {
  /** Null: Prometheus of the settings. */
  readonly url: string | null;
  readonly query: string;
  readonly range: Range | null;
  readonly successCondition: string | null;
  readonly failureCondition: string | null;
  readonly vars: JsonObject;
  readonly noData: 'fail' | 'pass';
  /** How it waits until the condition holds; null: it asks once. */
  readonly waiting: Waiting | null;
  readonly maxSeries: number;
  readonly authorization: string | null;
}

/** Times in ms since 1970; absent ones are counted from when it is asked. */
export type Range =
  | { readonly durationMs: number; readonly stepMs: number }
  | { readonly startMs: number; readonly endMs: number; readonly stepMs: number };

export interface Waiting {
  readonly intervalMs: number;
  readonly forMs: number;
  readonly consecutiveErrorLimit: number;
}

const INTERVAL_MS = 10_000;
const SHORTEST_INTERVAL_MS = 100;

/** @throws {StepFailure} refused */
export function questionOf(settings: JsonObject): Question {
  const vars = isJsonObject(settings['vars']) ? settings['vars'] : {};
  return {
    url: settings['url'] === undefined ? null : textOf(settings['url']),
    query: filled(textOf(settings['query']), vars),
    range: rangeOf(settings['range']),
    successCondition: optionalText(settings['successCondition']),
    failureCondition: optionalText(settings['failureCondition']),
    vars,
    noData: settings['onNoData'] === 'pass' ? 'pass' : 'fail',
    waiting: waitingOf(settings),
    maxSeries: typeof settings['maxSeries'] === 'number' ? settings['maxSeries'] : 100,
    authorization: authorizationOf(settings),
  };
}

function filled(query: string, vars: JsonObject): string {
  try {
    return fillQuery(query, vars);
  } catch (error) {
    if (error instanceof QueryError)
      throw new StepFailure('refused', `the query cannot be asked: ${error.message}`);
    throw error;
  }
}

function rangeOf(range: Json | undefined): Range | null {
  if (!isJsonObject(range)) return null;
  const stepMs = duration(range['step'] ?? '30s', 'range.step');
  if (stepMs === 0) throw new StepFailure('refused', 'range.step is 0');
  if (range['duration'] !== undefined)
    return { durationMs: duration(range['duration'], 'range.duration'), stepMs };
  const [startMs, endMs] = [time(range['start'], 'range.start'), time(range['end'], 'range.end')];
  if (startMs <= endMs) return { startMs, endMs, stepMs };
  throw new StepFailure('refused', 'range.start is after range.end');
}

function waitingOf(settings: JsonObject): Waiting | null {
  const { interval, for: holds, consecutiveErrorLimit: limit } = settings;
  if (interval === undefined && holds === undefined) return null;
  const intervalMs = interval === undefined ? INTERVAL_MS : duration(interval, 'interval');
  return {
    intervalMs: Math.max(SHORTEST_INTERVAL_MS, intervalMs),
    forMs: holds === undefined ? 0 : duration(holds, 'for'),
    consecutiveErrorLimit: typeof limit === 'number' ? limit : 4,
  };
}

function authorizationOf({ bearerToken, basicAuth }: JsonObject): string | null {
  if (bearerToken !== undefined) return `Bearer ${textOf(bearerToken)}`;
  if (!isJsonObject(basicAuth)) return null;
  return basic(textOf(basicAuth['username']), textOf(basicAuth['password']));
}

/** The Authorization header of a user. */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function optionalText(value: Json | undefined): string | null {
  return value === undefined ? null : textOf(value);
}

function duration(value: Json, key: string): number {
  try {
    return parseDuration(textOf(value));
  } catch {
    throw new StepFailure('refused', `${key} "${textOf(value)}" is not a duration`);
  }
}

function time(value: Json | undefined, key: string): number {
  const ms = Date.parse(textOf(value));
  if (Number.isNaN(ms)) throw new StepFailure('refused', `${key} "${textOf(value)}" is not a time`);
  return ms;
}
