import type { Json, JsonObject } from '../../../base/json.ts';
import type { StepContext } from '../../../ports/executor.ts';
import { refusal } from '../network/refusal.ts';
import { exchange } from '../network/request.ts';

const MAX_BYTES = 64 * 1024;

/** Posts JSON to a declared place, under the step's idempotency key. @throws {StepFailure} for any answer but 2xx */
export async function post(
  { url, body, receiver }: { readonly url: string; readonly body: Json; readonly receiver: string },
  { idempotencyKey, egress, signal }: StepContext,
): Promise<JsonObject> {
  const answer = await exchange({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(body),
    egress,
    maxBytes: MAX_BYTES,
    signal,
  });
  const { status } = answer;
  if (status >= 200 && status < 300) return { status };
  throw refusal(answer, `${receiver} answered`, { status });
}
