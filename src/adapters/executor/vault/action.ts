import { isJsonObject, type Json, type JsonObject, textOf } from '../../../base/json.ts';
import type { SecretOutput, StepContext } from '../../../ports/executor.ts';
import type { VaultClient } from '../../vault/client.ts';
import { asBase64 } from '../../vault/decrypt.ts';
import { isPath } from '../../vault/reference.ts';
import { StepFailure } from '../step-failure.ts';

/** What an action is given. */
export interface ActionCall {
  readonly vault: VaultClient;
  readonly settings: JsonObject;
  readonly signal: AbortSignal;
  /** Where it writes down what must not be lost, and reads what it wrote before a crash. */
  readonly journal: Pick<StepContext, 'run' | 'captured' | 'captures'>;
}

/** What an action gives: what everybody may see, and what nobody may. */
export interface ActionResult {
  readonly outputs: JsonObject;
  readonly secrets: readonly SecretOutput[];
  /** For the log, without a value. */
  readonly done: string;
}

export type Action = (call: ActionCall) => Promise<ActionResult>;

/** @throws {StepFailure} refused */
export function pathOf(settings: JsonObject): string {
  const path = textOf(settings['path']).replace(/\/$/, '');
  if (isPath(path)) return path;
  throw new StepFailure('refused', `"${path}" is no path of a secret: write MOUNT/PATH, without . and ..`);
}

/** `transit/encrypt/KEY`. @throws {StepFailure} refused */
export function transitPath({ mount = 'transit', key }: JsonObject, word: string): string {
  const path = `${textOf(mount).replace(/\/$/, '')}/${word}/${textOf(key)}`;
  if (isPath(path)) return path;
  throw new StepFailure('refused', `"${path}" is no path of a Transit key`);
}

/** Text as Transit takes it. */
export function bytesOf(value: Json | undefined, encoding: Json | undefined): string {
  return encoding === 'base64' ? textOf(value) : asBase64(textOf(value));
}

export function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return isJsonObject(found) ? found : {};
}

/** `key` of `from`, under a name of ours, where it is there. */
export function renamed(from: JsonObject, key: string, name: string): JsonObject {
  const value = from[key];
  return value === undefined || value === null ? {} : { [name]: value };
}

export function leaseOutput(lease: { readonly id: string } | null): JsonObject {
  return lease === null ? {} : { lease: { ...lease } };
}
