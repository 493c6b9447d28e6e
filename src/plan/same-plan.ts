import { isDeepStrictEqual } from 'node:util';
import type { PlanPreview } from '../model/plan.ts';

/** Whether two plans do the same; what only informs their reader may differ. */
export function isSamePlan(one: PlanPreview, other: PlanPreview): boolean {
  return isDeepStrictEqual(effectsOf(one), effectsOf(other));
}

/** As it is stored: what JSON does not keep is no difference. */
function effectsOf(plan: PlanPreview): unknown {
  const { package: wpk, inputs, selection, steps, rollback, locks, egress, approval } = plan;
  const { maxParallel, timeoutMs, outputBytes } = plan;
  const effects = { wpk, inputs, selection, steps, rollback, locks, egress, approval };
  return JSON.parse(JSON.stringify({ ...effects, maxParallel, timeoutMs, outputBytes }));
}
