import type { Json } from '../../base/json.ts';
import type { Plan } from '../../model/plan.ts';
import { withoutStreams } from '../../run/kept-outputs.ts';
import type { ItemOutputs, RunRecord } from '../../model/run.ts';
import type { RunView, StepProgress } from '../../model/run-view.ts';

const MOST_BYTES = 64 * 1024;

/** What a run hands back: by step, the outputs of the steps that no other needs, without their streams. */
export function outputsOf(plan: Plan, view: RunView): RunRecord['outputs'] {
  const needed = new Set(plan.steps.flatMap(({ needs }) => needs));
  const last = plan.steps.filter(({ name }) => !needed.has(name));
  const outputs: Record<string, Json> = {};
  let bytes = 0;
  for (const { name } of last) {
    const given = givenBy(view.steps.get(name));
    if (given === null) continue;
    outputs[name] = given;
    bytes += JSON.stringify(outputs[name]).length;
    if (bytes > MOST_BYTES) return null;
  }
  return outputs;
}

/** Of a forEach step, the list; null where there is nothing. */
function givenBy(step: StepProgress | undefined): Json {
  if (step === undefined) return null;
  if (step.items !== null) return step.items.count === 0 ? null : listed(step.items.outputs());
  const outputs = withoutStreams(step.outputs ?? {});
  return Object.keys(outputs).length === 0 ? null : outputs;
}

function listed(items: ItemOutputs | null): Json {
  return items === null ? null : items.map((one) => (one === null ? null : withoutStreams(one)));
}
