import type { Json } from '../../base/json.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunRecord } from '../../model/run.ts';
import type { RunView } from '../../model/run-view.ts';

const MOST_BYTES = 64 * 1024;
const STREAMS = ['stdout', 'stderr'];

/** What a run hands back: by step, the outputs of the steps that no other needs, without their streams. */
export function outputsOf(plan: Plan, view: RunView): RunRecord['outputs'] {
  const needed = new Set(plan.steps.flatMap(({ needs }) => needs));
  const last = plan.steps.filter(({ name }) => !needed.has(name));
  const outputs: Record<string, Json> = {};
  let bytes = 0;
  for (const { name } of last) {
    const entries = Object.entries(view.steps.get(name)?.outputs ?? {}).filter(
      ([key]) => !STREAMS.includes(key),
    );
    if (entries.length === 0) continue;
    outputs[name] = Object.fromEntries(entries);
    bytes += JSON.stringify(outputs[name]).length;
    if (bytes > MOST_BYTES) return null;
  }
  return outputs;
}
