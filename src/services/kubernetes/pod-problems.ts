import { podStatusOf } from '../../kubernetes/pod-status.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import type { Call } from './action.ts';
import { podsOf } from './selected.ts';
import { getOrNull } from './watch.ts';

const MOST_PODS = 500;
const SHOWN = 3;
const AFTERWARDS_MS = 5000;

type Asking = Pick<Call, 'cluster' | 'signal'>;

/** What is wrong with the pods of a workload, to stand behind other words; '' where nothing is, or they may not be read. */
export async function podProblems(call: Asking, workload: KubeObject, target: ObjectRef): Promise<string> {
  const pods = await podsOf(call, workload, { target, most: MOST_PODS }).catch(() => []);
  return showProblems(pods);
}

/** The same when the step's own time is over. */
export async function podProblemsAfterwards(call: Asking, target: ObjectRef): Promise<string> {
  const late = { ...call, signal: AbortSignal.timeout(AFTERWARDS_MS) };
  const workload = await getOrNull(late.cluster, target, late.signal).catch(() => null);
  return workload === null ? '' : podProblems(late, workload, target);
}

function showProblems(pods: readonly KubeObject[]): string {
  const problems = pods
    .map(podStatusOf)
    .flatMap(({ name, problems: own }) => own.map((problem) => `${name}/${problem}`));
  const shown = problems.slice(0, SHOWN).join('; ');
  const more = problems.length > SHOWN ? `; and ${problems.length - SHOWN} more` : '';
  return problems.length === 0 ? '' : `; ${shown}${more}`;
}
