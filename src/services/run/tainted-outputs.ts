import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { redactText, type Secret } from '../../base/redact.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepOutcome } from '../../ports/executor.ts';

/** What atomctl itself found: it says nothing of a secret. A process cannot name outputs of its own so. */
const ALWAYS_KEPT: Readonly<Partial<Record<PlannedStep['type'], readonly string[]>>> = {
  shell: ['exitCode', 'droppedBytes'],
  script: ['exitCode', 'droppedBytes'],
  docker: ['exitCode', 'droppedBytes', 'image', 'limits'],
  http: ['status'],
  notify: ['status'],
};

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
  const error = { ...outcome.error, message: redactText(withoutItsWords(message), secrets) };
  return { kind: 'failed', error, outputs };
}

/** `exited with 3: what it said last` without what it said. */
function withoutItsWords(message: string): string {
  return message.split(': ', 1)[0] ?? '';
}

function released(
  { type, outputs: declared }: PlannedStep,
  outputs: JsonObject,
  secrets: readonly Secret[],
): JsonObject {
  const isReleased = (name: string) => {
    const rule = Object.hasOwn(declared, name) ? declared[name] : undefined;
    return ALWAYS_KEPT[type]?.includes(name) === true || (isJsonObject(rule) && rule['sensitive'] === false);
  };
  const kept = Object.entries(outputs).filter(([name]) => isReleased(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, redacted(value, secrets)]));
}

function redacted(value: Json, secrets: readonly Secret[]): Json {
  if (typeof value === 'string') return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((item: Json) => redacted(item, secrets));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [redactText(key, secrets), redacted(item, secrets)]),
  );
}
