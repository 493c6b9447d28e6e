import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepOutcome } from '../../ports/executor.ts';

/** Says nothing of a secret by its nature. */
const ALWAYS_KEPT = ['exitCode', 'status'];

/** What a step that got a secret hands back is tainted as a whole: only what it declares `sensitive: false` is kept. */
export function withoutTainted(step: PlannedStep, outcome: StepOutcome): StepOutcome {
  if (outcome.kind === 'waiting') return outcome;
  const outputs = released(step, outcome.outputs);
  if (outcome.kind === 'done') return { ...outcome, outputs };
  const { kind, message } = outcome.error;
  return { kind: 'failed', error: { kind, message: withoutItsWords(message) }, outputs };
}

/** `exited with 3: what it said last` without what it said. */
function withoutItsWords(message: string): string {
  return message.split(': ', 1)[0] ?? '';
}

function released({ outputs: declared }: PlannedStep, outputs: JsonObject): JsonObject {
  const isReleased = (name: string) => {
    const rule = declared[name];
    return ALWAYS_KEPT.includes(name) || (isJsonObject(rule) && rule['sensitive'] === false);
  };
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => isReleased(name)));
}
