import { type JsonObject, textOf } from '../../base/json.ts';
import { redactText } from '../../base/redact.ts';
import type { Executor, StepContext, StepOutcome } from '../../ports/executor.ts';
import { exchange } from './request.ts';
import { retryAfterMs } from './retry-after.ts';
import { asOutcome, StepFailure, stopped } from './step-failure.ts';

const MAX_BYTES = 64 * 1024;

/** Tells somebody: on the terminal and in the log, or by a webhook to a declared place. */
export function notifyExecutor(): Executor {
  return {
    type: 'notify',
    execute: (step, settings, context) => asOutcome(() => notify(step.name, settings, context)),
  };
}

async function notify(step: string, settings: JsonObject, context: StepContext): Promise<StepOutcome> {
  if (context.signal.aborted) throw stopped(context.signal);
  const message = textOf(settings['message']);
  const shown = redactText(message, context.secrets);
  context.log('stdout', Buffer.from(`${shown}\n`));
  if (settings['channel'] !== 'webhook') return { kind: 'done', outputs: { message: shown } };

  const { status, headers } = await exchange({
    url: textOf(settings['url']),
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': context.idempotencyKey },
    body: JSON.stringify(settings['payload'] ?? { message, run: context.run, step }),
    egress: context.egress,
    maxBytes: MAX_BYTES,
    signal: context.signal,
  });
  if (status >= 200 && status < 300) return { kind: 'done', outputs: { message: shown, status } };
  const kind = status === 429 ? 'throttled' : status >= 500 ? 'unavailable' : 'failed';
  const later = retryAfterMs(headers['retry-after'], Date.now());
  throw new StepFailure(kind, `the webhook answered ${status}`, { message: shown, status }).retriedAfter(
    later,
  );
}
