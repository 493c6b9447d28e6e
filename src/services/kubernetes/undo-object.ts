import { type JsonObject, textOf } from '../../base/json.ts';
import { changesBetween } from '../../kubernetes/field-changes.ts';
import { showPath } from '../../kubernetes/field-value.ts';
import { givenBack } from '../../kubernetes/give-back.ts';
import { isMadeBy } from '../../kubernetes/made-by.ts';
import { type LeftField, putBack, type Undoing } from '../../kubernetes/put-back.ts';
import type { KubeObject } from '../../model/cluster.ts';
import type { Call, Captured, Change, Leftover } from './action.ts';
import {
  isStateOf,
  metadataOf,
  type ObjectAfter,
  type ObjectState,
  readObjectAfter,
  readObjectState,
  showObject,
} from './object-state.ts';
import { getOrNull } from './watch.ts';
import { makeAgain } from './make-again.ts';
import { showFinalizers, untilGone } from './until-gone.ts';

const GONE_MS = 30_000;

/** `Mutation.undo` of an action whose state is an `objectState`. */
export async function* undoObject(
  call: Call,
  captured: Captured,
  older: readonly Captured[],
): AsyncGenerator<Change | Leftover> {
  const state = readObjectState(captured.state);
  const after = captured.after === null ? null : readObjectAfter(captured.after);
  if (state.deletes) yield* makeAgain(call, state);
  else if (state.before === null) yield* remove(call, state, after);
  else if (!(await isUnmade(call, state, older)))
    yield* putFieldsBack(call, { ...state, before: state.before }, after);
}

/** An undoing that was cut off may have deleted what the step had made. */
async function isUnmade(call: Call, { target }: ObjectState, older: readonly Captured[]): Promise<boolean> {
  const made = older.some(({ state }) => isStateOf(state, target) && readObjectState(state).before === null);
  return made && (await getOrNull(call.cluster, target, call.signal)) === null;
}

/** What the run made is deleted: it, and no other of its name. */
async function* remove(
  call: Call,
  { target }: ObjectState,
  after: ObjectAfter | null,
): AsyncGenerator<Change | Leftover> {
  const live = await getOrNull(call.cluster, target, call.signal);
  if (live === null) return;
  const { uid, deletionTimestamp } = metadataOf(live);
  const isOurs = after === null ? isMadeBy(live, call.manager) : uid === after.uid;
  if (!isOurs) {
    yield { leftover: `${showObject(target)}: another than this run made it` };
    return;
  }
  if (deletionTimestamp === undefined) {
    const body = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: textOf(uid) },
      propagationPolicy: 'Background',
    };
    yield { target, request: { verb: 'delete', ...target, body }, before: live, state: {} };
  }
  const still = await untilGone(call, { target, uid, limitMs: GONE_MS });
  if (still !== null)
    yield { leftover: `${showObject(target)} is being deleted, and waits ${showFinalizers(still)}` };
}

type Known = ObjectState & { readonly before: KubeObject };

async function* putFieldsBack(
  call: Call,
  state: Known,
  after: ObjectAfter | null,
): AsyncGenerator<Change | Leftover> {
  const { target, before, drops } = state;
  const live = await getOrNull(call.cluster, target, call.signal);
  const lost = whyLost(live, before);
  if (live === null || lost !== null) {
    yield { leftover: `${showObject(target)}: ${lost ?? ''}` };
    return;
  }
  const { manager } = call;
  // Of an answer that was never written down, the fields that this package owns are as the run left them.
  const changes = after?.changes ?? changesBetween({ before, after: live, manager, drops });
  const undoing: Undoing = { live, before, changes, manager };
  const { patch, left } = putBack(undoing);
  for (const field of left) yield { leftover: showLeft(target, field) };
  if (patch.length > 0) yield patchOf(call, state, { live, patch });
  yield* giveBack(call, state, undoing);
}

function whyLost(live: KubeObject | null, before: KubeObject): string | null {
  if (live === null) return 'it was deleted since';
  const { uid, deletionTimestamp } = metadataOf(live);
  if (uid !== metadataOf(before)['uid']) return 'it was deleted since, and made anew';
  return deletionTimestamp === undefined ? null : 'it is being deleted';
}

/** Whoever owned the fields before is not to meet a conflict with a run that is undone. */
async function* giveBack(call: Call, state: Known, undoing: Undoing): AsyncGenerator<Change> {
  const live = await getOrNull(call.cluster, state.target, call.signal);
  const managedFields = live === null ? null : givenBack({ ...undoing, live });
  if (live === null || managedFields === null) return;
  const patch = [{ op: 'replace', path: '/metadata/managedFields', value: managedFields }];
  yield patchOf(call, state, { live, patch });
}

interface Patching {
  readonly live: KubeObject;
  readonly patch: readonly JsonObject[];
}

/** Refused as a conflict where the object has changed since it was read. */
function patchOf({ manager }: Call, { target }: ObjectState, { live, patch }: Patching): Change {
  const seen = {
    op: 'replace',
    path: '/metadata/resourceVersion',
    value: textOf(metadataOf(live)['resourceVersion']),
  };
  const query = { fieldManager: manager };
  return {
    target,
    request: { verb: 'patch', ...target, patch: 'json', query, body: [...patch, seen] },
    before: live,
    state: {},
  };
}

function showLeft(target: Change['target'], { path, by }: LeftField): string {
  const who = by.map(({ name, time }) => (time === null ? name : `${name} at ${time}`)).join(', ');
  const how = who === '' ? 'changed by another since' : `changed by ${who}`;
  return `${showPath(path)} of ${showObject(target)}, ${how}`;
}
