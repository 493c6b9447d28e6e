import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { redactText, type Secret } from '../../base/redact.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepOutcome } from '../../ports/executor.ts';

/**
 * What atomctl itself found, and what Transit makes so that all may see it: it says nothing of a secret.
 * A process cannot name outputs of its own so.
 */
const ALWAYS_KEPT: Readonly<Partial<Record<PlannedStep['type'], readonly string[]>>> = {
  shell: ['exitCode', 'droppedBytes'],
  script: ['exitCode', 'droppedBytes'],
  docker: ['exitCode', 'droppedBytes', 'image', 'limits'],
  http: ['status'],
  notify: ['status'],
  prometheus: ['value', 'seconds'],
  workflow: ['run', 'result'],
  k8s: ['count', 'exists', 'objects', 'result', 'seconds', 'undone'],
  vault: ['version', 'lease', 'ciphertext', 'keyVersion', 'signature', 'valid'],
};

/** As what a process said last. */
const LONGEST_ERROR = 300;

/** Their errors are words of atomctl, of Prometheus on its query, or of Vault on its path. */
const OWN_WORDS: ReadonlySet<PlannedStep['type']> = new Set(['prometheus', 'vault']);

/**
 * What a step that got a secret hands back is tainted as a whole: only what it declares `sensitive: false`
 * is kept, and neither that nor an error's text holds the secret itself.
 */
export function withoutTainted(
  step: PlannedStep,
  outcome: StepOutcome,
  secrets: readonly Secret[],
): StepOutcome {
  if (outcome.kind === 'waiting') return outcome;
  const outputs = released(step, outcome.outputs, secrets);
  if (outcome.kind === 'done') return { ...outcome, outputs };
  const { message } = outcome.error;
  const words = OWN_WORDS.has(step.type) ? message : releasedWords(message, outputs);
  return { kind: 'failed', error: { ...outcome.error, message: redactText(words, secrets) }, outputs };
}

/** What a step hands back that was given no secret, but may have met one. */
export function withoutSecrets(
  { type }: PlannedStep,
  outcome: StepOutcome,
  secrets: readonly Secret[],
): StepOutcome {
  if (outcome.kind === 'waiting' || secrets.length === 0) return outcome;
  const outputs = cleaned(type, Object.entries(outcome.outputs), secrets);
  if (outcome.kind === 'done') return { ...outcome, outputs };
  const { error } = outcome;
  return { kind: 'failed', error: { ...error, message: redactText(error.message, secrets) }, outputs };
}

/** A fault of atomctl, whose message or cause may quote what a step was given. */
export function withoutQuotes(error: unknown, secrets: readonly Secret[]): unknown {
  if (!(error instanceof Error)) return error;
  const message = redactText(error.message, secrets);
  return message === error.message ? error : new Error(message);
}

/** `exited with 3: what it said last` with the released output `error` for what it said, and without it where there is none. */
function releasedWords(message: string, { error }: JsonObject): string {
  const how = message.split(': ', 1)[0] ?? '';
  return typeof error === 'string' && error !== '' ? `${how}: ${error.slice(0, LONGEST_ERROR)}` : how;
}

function released(
  { type, outputs: declared }: PlannedStep,
  outputs: JsonObject,
  secrets: readonly Secret[],
): JsonObject {
  const isReleased = (name: string) => {
    const rule = Object.hasOwn(declared, name) ? declared[name] : undefined;
    return isOurs(type, name) || (isJsonObject(rule) && rule['sensitive'] === false);
  };
  return cleaned(
    type,
    Object.entries(outputs).filter(([name]) => isReleased(name)),
    secrets,
  );
}

function cleaned(
  type: PlannedStep['type'],
  outputs: readonly (readonly [string, Json])[],
  secrets: readonly Secret[],
): JsonObject {
  const entries = outputs.map(([name, value]) =>
    isOurs(type, name) ? [name, value] : [redactText(name, secrets), redacted(value, secrets)],
  );
  return Object.fromEntries(entries);
}

function isOurs(type: PlannedStep['type'], name: string): boolean {
  return ALWAYS_KEPT[type]?.includes(name) === true;
}

function redacted(value: Json, secrets: readonly Secret[]): Json {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value === 'number') return redactedNumber(value, secrets);
  if (Array.isArray(value)) return value.map((item: Json) => redacted(item, secrets));
  return isJsonObject(value) ? redactedObject(value, secrets) : value;
}

function redactedObject(value: JsonObject, secrets: readonly Secret[]): JsonObject {
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [redactText(key, secrets), redacted(item, secrets)]),
  );
}

/** A PIN may come back as a number; then its label is what is left of it. */
function redactedNumber(value: number, secrets: readonly Secret[]): number | string {
  const text = redactText(String(value), secrets);
  return text === String(value) ? value : text;
}
