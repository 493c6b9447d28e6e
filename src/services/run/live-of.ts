import type { Plan } from '../../model/plan.ts';
import type { StepLive } from '../../ports/executor.ts';

/** Of a run in this process, beside what its plan counted. */
const spentBy = new WeakMap<Plan, StepLive['spent']>();

/** What the plan says of the cluster for one step or item; null where it asked none. */
export function liveOf(plan: Plan, step: string): StepLive | null {
  const { cluster, live } = plan;
  if (cluster === undefined || live === undefined) return null;
  const { pods, namespaces } = live.blastRadius;
  const spent = spentBy.get(plan) ?? { pods, namespaces: new Set(namespaces) };
  spentBy.set(plan, spent);
  const changes = live.changes.filter((change) => change.step === step || isOfStep(change.step, step));
  return { cluster, changes, limits: live.limits, spent };
}

/** What a list will hold may not be known: then the plan speaks of the whole step. */
function isOfStep(planned: string, step: string): boolean {
  return step.startsWith(`${planned}[`);
}
