import { parseDuration } from '../../../base/duration.ts';
import { textOf } from '../../../base/json.ts';
import { textAt } from '../../../kubernetes/parts.ts';
import { shownObject } from '../../../kubernetes/shown-object.ts';
import type { KubeObject } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Reading } from '../action.ts';
import { type Goal, goalOf, type Judgement } from '../goal.ts';
import type { Selection } from '../list.ts';
import { missingObject } from '../missing-object.ts';
import { podProblems, podProblemsAfterwards } from '../pod-problems.ts';
import { type Chosen, chosenBy } from '../selected.ts';
import { type State, statesOf } from '../states.ts';
import { untilHeld } from '../until-held.ts';

/** Waits for what becomes of an object, or of all that a selector chooses. */
export const wait: Reading = {
  kind: 'reading',
  async read(call) {
    const goal = goalOf(call.settings);
    const chosen = await chosenBy(call);
    const began = performance.now();
    const waiting: Waiting = { goal, chosen, before: null, said: '' };
    const heldMs = call.settings['for'] === undefined ? 0 : parseDuration(textOf(call.settings['for']));
    const { state, seen } = await untilHeld((signal) => statesOf(call.cluster, selectionOf(chosen), signal), {
      heldMs,
      signal: call.signal,
      judge: (now) => judge(call, waiting, now),
    }).catch(async (error: unknown) => {
      throw call.signal.aborted ? await unmet(call, waiting) : error;
    });
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { outputs: { seconds, seen, ...shownOf(chosen, state) } };
  },
};

interface Waiting {
  readonly goal: Goal;
  readonly chosen: Chosen;
  /** Of the objects that were there at the beginning; null: nobody has looked yet. */
  before: ReadonlySet<string> | null;
  /** What was said last. */
  said: string;
}

function selectionOf(chosen: Chosen): Selection {
  if (chosen.by === 'selector') return chosen.selection;
  const { kind, namespace, name } = chosen.target;
  return { kind, namespace, fields: `metadata.name=${name}` };
}

async function judge(call: Call, waiting: Waiting, { objects }: State): Promise<Judgement> {
  const { goal, chosen, before } = waiting;
  const isTypo = before === null && objects.length === 0 && goal.wantsOne && chosen.by === 'name';
  if (isTypo) throw await missingObject(call, chosen.target);
  waiting.before ??= new Set(objects.map(uidOf));
  const judgement = judgeAll(waiting, objects);
  if (judgement.seen !== waiting.said) call.log('stdout', `${judgement.seen}\n`);
  waiting.said = judgement.seen;
  if (judgement.state !== 'never') return judgement;
  const [object] = objects;
  const isOne = object !== undefined && chosen.by === 'name';
  const pods = isOne ? await podProblems(call, object, chosen.target) : '';
  throw new ClusterError('failed', `${goal.words} will not come: ${judgement.seen}${pods}`);
}

/** An object of the same name that came later is another: the first one is gone. */
function judgeAll({ goal, chosen, before }: Waiting, objects: readonly KubeObject[]): Judgement {
  const meant = goal.missing === 'holds' ? objects.filter((object) => before?.has(uidOf(object))) : objects;
  if (meant.length === 0) return { state: goal.missing, seen: 'there is none' };
  const judged = meant.map((object) => ({
    name: textAt(object, 'metadata', 'name'),
    ...goal.judge(object),
  }));
  const open = judged.filter(({ state }) => state !== 'holds');
  const worst = open.find(({ state }) => state === 'never') ?? open[0];
  const [first] = judged;
  if (chosen.by === 'name') return worst ?? { state: 'holds', seen: first?.seen ?? '' };
  if (worst === undefined) return { state: 'holds', seen: `all ${judged.length}: ${first?.seen ?? ''}` };
  const seen = `${open.length} of ${judged.length} not yet; ${worst.name}: ${worst.seen}`;
  return { state: worst.state, seen };
}

function uidOf(object: KubeObject): string {
  return textAt(object, 'metadata', 'uid');
}

/** What was seen last, when the time was over. */
async function unmet(call: Call, { goal, chosen, said }: Waiting): Promise<ClusterError> {
  const what =
    chosen.by === 'name'
      ? `${chosen.target.kind.kind} ${chosen.target.name}`
      : chosen.selection.kind.resource;
  const seen = said === '' ? 'nothing was seen yet' : `last seen: ${said}`;
  const isRollout = goal.words === 'rollout complete' && chosen.by === 'name';
  const pods = isRollout ? await podProblemsAfterwards(call, chosen.target) : '';
  return new ClusterError('timeout', `${what}: ${goal.words} did not come; ${seen}${pods}`);
}

function shownOf(chosen: Chosen, { objects }: State) {
  const [object] = objects;
  if (chosen.by === 'selector') return { count: objects.length };
  return object === undefined ? {} : { object: shownObject(object) };
}
