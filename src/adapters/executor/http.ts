import type { Json, JsonObject } from '../../base/json.ts';
import { isJsonObject, textOf } from '../../base/json.ts';
import { redactText, type Secret } from '../../base/redact.ts';
import type { Executor, StepContext, StepOutcome } from '../../ports/executor.ts';
import { answerSecrets, mustHoldAll } from './answer-secrets.ts';
import { type Answer, exchange } from './network/request.ts';
import { refusal } from './network/refusal.ts';
import { asOutcome, stopped } from './step-failure.ts';

const MAX_BYTES = 1024 * 1024;

/** One HTTP request to a declared place. The idempotency key goes with every request that changes something. */
export function httpExecutor(): Executor {
  return {
    type: 'http',
    execute: (_step, settings, context) => asOutcome(() => attempt(settings, context)),
  };
}

async function attempt(settings: JsonObject, context: StepContext): Promise<StepOutcome> {
  if (context.signal.aborted) throw stopped(context.signal);
  const method = typeof settings['method'] === 'string' ? settings['method'] : 'GET';
  const { body, type } = bodyOf(settings['body']);
  const answer = await exchange({
    url: typeof settings['url'] === 'string' ? settings['url'] : '',
    method,
    headers: {
      ...type,
      ...(method !== 'GET' && method !== 'HEAD' && { 'idempotency-key': context.idempotencyKey }),
    },
    authorHeaders: headersOf(settings['headers']),
    body,
    egress: context.egress,
    maxBytes: typeof settings['maxBytes'] === 'number' ? settings['maxBytes'] : MAX_BYTES,
    signal: context.signal,
  });
  const taken = answerSecrets(jsonOf(answer.body), settings['secrets']);
  const own = taken.map(({ field, value }) => ({ name: field, value }));
  const outputs = outputsOf(answer, own.length === 0 ? context.secrets : [...context.secrets, ...own]);
  if (!isExpected(answer.status, settings['expect'])) throw refusal(answer, 'answered', outputs);
  mustHoldAll(taken, settings['secrets']);
  return { kind: 'done', outputs, ...(taken.length > 0 && { secrets: taken }) };
}

function outputsOf({ status, headers, body }: Answer, secrets: readonly Secret[]): JsonObject {
  const clean = (text: string) => (secrets.length === 0 ? text : redactText(text, secrets));
  const cleanHeaders = Object.entries(headers).map(([name, value]) => [name, clean(value)]);
  const text = clean(body);
  return { status, headers: Object.fromEntries(cleanHeaders), body: text, json: jsonOf(text) };
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function bodyOf(body: Json | undefined): { body: string | undefined; type: Record<string, string> } {
  if (body === undefined) return { body: undefined, type: {} };
  if (typeof body === 'string') return { body, type: { 'content-type': 'text/plain; charset=utf-8' } };
  return { body: JSON.stringify(body), type: { 'content-type': 'application/json' } };
}

function headersOf(headers: Json | undefined): Record<string, string> {
  if (!isJsonObject(headers)) return {};
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)]);
  return Object.fromEntries(entries);
}

function isExpected(status: number, expect: Json | undefined): boolean {
  const statuses = isJsonObject(expect) ? expect['status'] : undefined;
  return Array.isArray(statuses) ? statuses.includes(status) : status >= 200 && status < 300;
}
