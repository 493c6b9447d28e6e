import { isJsonObject, type Json, textOf } from '../../base/json.ts';
import { pointerSegments } from '../../base/pointer.ts';
import type { SecretOutput } from '../../ports/executor.ts';
import { StepFailure } from './step-failure.ts';

/**
 * The texts of an answer's JSON that nobody may see, by the pointers to them, such as `{password: /credential/password}`.
 * They were made for this request: another answer would hold others.
 */
export function answerSecrets(json: Json, pointers: Json | undefined): SecretOutput[] {
  if (!isJsonObject(pointers)) return [];
  return Object.entries(pointers).flatMap(([field, pointer]) => {
    const value = typeof pointer === 'string' ? valueAt(json, pointer) : undefined;
    return typeof value === 'string' && value !== '' ? [{ field, value, reference: null }] : [];
  });
}

/** @throws {StepFailure} where an answer has not all that was to be secret: what it has instead is not shown */
export function mustHoldAll(taken: readonly SecretOutput[], pointers: Json | undefined): void {
  const fields = Object.entries(isJsonObject(pointers) ? pointers : {});
  const missing = fields.find(([name]) => taken.every(({ field }) => field !== name));
  if (missing === undefined) return;
  const [field, pointer] = missing;
  throw new StepFailure('failed', `the answer has no text at ${textOf(pointer)}, the secret ${field}`);
}

function valueAt(json: Json, pointer: string): Json | undefined {
  let value: Json | undefined = json;
  for (const segment of pointerSegments(pointer)) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else value = isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}
