import { isJsonObject, type Json } from '../../../base/json.ts';
import { redactText } from '../../../base/redact.ts';
import type { FailureKind } from '../../../model/plan.ts';
import type { StepContext } from '../../../ports/executor.ts';
import { type Answer, exchange } from '../network/request.ts';
import { retryAfterMs } from '../network/retry-after.ts';
import { StepFailure } from '../step-failure.ts';
import { type Series, seriesIn } from './series.ts';
import { basic, type Question } from './settings.ts';

/** What was asked, and what came. */
export interface Reading {
  readonly series: readonly Series[];
  /** Seconds since 1970 of the last point that a range has; null for an instant. */
  readonly lastPoint: number | null;
  readonly warnings: readonly string[];
}

/** Prometheus does not answer now, and may later. */
export class NotNow extends StepFailure {
  constructor(kind: FailureKind, message: string, pauseMs?: number) {
    super({ kind, ...(pauseMs !== undefined && { retryAfterMs: pauseMs }) }, message);
  }
}

export interface Asking {
  readonly context: StepContext;
  /** Where Prometheus of the settings is. */
  readonly promUrl: string | null;
  readonly now: () => Date;
}

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 4 * 1024 * 1024;
/** Longer queries go in the body: servers refuse long lines. */
const LONGEST_LINE = 4000;
const LONGEST_ERROR = 500;
const MOST_WARNINGS = 10;

/** One question to the query API. @throws {StepFailure} */
export async function ask(question: Question, asking: Asking): Promise<Reading> {
  const { context } = asking;
  const { base, egress, authorization } = placeOf(question, asking);
  const { path, parameters, lastPoint } = requestOf(question, asking.now());
  const text = parameters.toString();
  const asGet = text.length <= LONGEST_LINE;
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const call = {
    url: `${base}/api/v1/${path}${asGet ? `?${text}` : ''}`,
    method: asGet ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      ...(!asGet && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    authorHeaders: authorization === null ? {} : { authorization },
    body: asGet ? undefined : text,
    egress,
    maxBytes: MOST_BYTES,
    signal: AbortSignal.any([context.signal, limit]),
  };
  try {
    const answer = await exchange(call);
    const json = readAnswer(answer, context);
    return { series: seriesIn(json, question.maxSeries), lastPoint, warnings: warningsIn(json) };
  } catch (error) {
    throw context.signal.aborted ? error : laterPerhaps(error, limit.aborted);
  }
}

/** An error, as one that may pass where it may. */
function laterPerhaps(error: unknown, isLate: boolean): unknown {
  if (!(error instanceof StepFailure) || error instanceof NotNow) return error;
  if (isLate) return new NotNow('timeout', `Prometheus did not answer within ${TIMEOUT_MS / 1000} s`);
  const { kind, message } = error;
  return kind === 'unavailable' || kind === 'timeout' ? new NotNow(kind, `Prometheus: ${message}`) : error;
}

interface Place {
  readonly base: string;
  readonly egress: readonly string[];
  readonly authorization: string | null;
}

/** A URL of the package must be declared; that of the settings is the operator's own. */
function placeOf({ url, authorization }: Question, { context, promUrl }: Asking): Place {
  if (url !== null) return { base: url.replace(/\/+$/, ''), egress: context.egress, authorization };
  if (promUrl === null) {
    throw new StepFailure(
      'refused',
      'nothing says where Prometheus is: give with.url, or export PROM_URL=URL',
    );
  }
  const parsed = URL.parse(promUrl);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new StepFailure('refused', 'PROM_URL is no http or https URL');
  }
  const { hostname, protocol, username, password, origin, pathname } = parsed;
  const port = parsed.port || (protocol === 'https:' ? '443' : '80');
  const own = username === '' ? null : basic(decodeURIComponent(username), decodeURIComponent(password));
  const base = `${origin}${pathname}`.replace(/\/+$/, '');
  return { base, egress: [`${hostname}:${port}`], authorization: authorization ?? own };
}

function requestOf({ query, range }: Question, now: Date) {
  const parameters = new URLSearchParams({ query, timeout: `${TIMEOUT_MS / 1000}s` });
  if (range === null) return { path: 'query', parameters, lastPoint: null };
  const end = 'endMs' in range ? range.endMs : now.getTime();
  const start = 'startMs' in range ? range.startMs : end - range.durationMs;
  parameters.set('start', String(start / 1000));
  parameters.set('end', String(end / 1000));
  parameters.set('step', String(range.stepMs / 1000));
  const lastPoint = (start + Math.floor((end - start) / range.stepMs) * range.stepMs) / 1000;
  return { path: 'query_range', parameters, lastPoint };
}

function readAnswer(answer: Answer, { secrets }: StepContext): Json {
  const { status, headers, body } = answer;
  const json = jsonOf(body);
  if (status >= 200 && status < 300) return json;
  const said = isJsonObject(json) && typeof json['error'] === 'string' ? json['error'] : '';
  const words = said === '' ? `answered ${status}` : redactText(said, secrets).slice(0, LONGEST_ERROR);
  throw refusalOf(status, words, retryAfterMs(headers['retry-after'], new Date()));
}

function refusalOf(status: number, words: string, pauseMs: number | undefined): StepFailure {
  switch (status) {
    case 400:
    case 422:
      return new StepFailure('refused', `Prometheus refused the query: ${words}`);
    case 401:
    case 403:
      return new StepFailure('refused', `Prometheus does not take these credentials: ${words}`);
    case 429:
      return new NotNow('throttled', `Prometheus asks to wait: ${words}`, pauseMs);
    case 502:
    case 503:
    case 504:
      return new NotNow('unavailable', `Prometheus is not available: ${words}`, pauseMs);
    default:
      return new StepFailure('failed', `Prometheus: ${words}`);
  }
}

function warningsIn(answer: Json): readonly string[] {
  const warnings = isJsonObject(answer) ? answer['warnings'] : undefined;
  const texts = Array.isArray(warnings) ? warnings.filter((warning) => typeof warning === 'string') : [];
  return texts.slice(0, MOST_WARNINGS).map((text) => text.slice(0, LONGEST_ERROR));
}

function jsonOf(body: string): Json {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
