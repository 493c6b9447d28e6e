import { isDeepStrictEqual } from 'node:util';
import { fieldAt } from '../../kubernetes/field-at.ts';
import { overLimits } from '../../kubernetes/blast-radius.ts';
import { withoutFields } from '../../kubernetes/without-fields.ts';
import { HIDDEN } from '../../kubernetes/object-change.ts';
import { isWithoutPods, podImpact } from '../../kubernetes/pod-impact.ts';
import type { ApiRequest, KubeObject } from '../../model/cluster.ts';
import type { ObjectChange } from '../../model/live-plan.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { StepLive } from '../../ports/executor.ts';
import type { Call, Change } from './action.ts';
import { asDryRun } from './dry-run.ts';
import { showObject } from './object-state.ts';
import { plannedName } from './planned-name.ts';
import { isWithoutDryRun } from './without-dry-run.ts';

/**
 * What is changed is what was approved: an object of the plan, in the state in which it was planned, and where the
 * plan could not know it, within the package's own blast radius. @throws {ClusterError} undeclared
 */
export async function refuseUnplanned(call: Call, change: Change, live: StepLive | null): Promise<void> {
  if (live === null) return;
  const object = plannedName(change);
  const planned = live.changes.filter((one) => isDeepStrictEqual(one.object, object));
  const known = planned.find(({ effect }) => effect !== 'unknown');
  if (known !== undefined) return refuseDrifted(change, known);
  const mayBe = planned.length > 0 || live.changes.some((one) => one.object === null);
  if (!mayBe) throw refused(`${showObject(change.target)} is not in the plan that was approved`);
  await refuseTooFar(call, change, live);
}

/** A field that this run has set already is no drift. */
function refuseDrifted({ target, before }: Change, { fields }: ObjectChange): void {
  const unknown = fields.filter(({ state }) => state === 'unknown').map(({ path }) => path);
  const drifted = fields.find(({ own, state, path, before: then, after }) => {
    if (!own || state !== 'changed' || then === HIDDEN || after === HIDDEN) return false;
    const now = fieldAt(before ?? undefined, path);
    const said = now === undefined ? now : withoutFields(now, path, unknown);
    return !isDeepStrictEqual(now, then) && !isDeepStrictEqual(said, after);
  });
  if (drifted === undefined) return;
  const { path, before: then } = drifted;
  const now = JSON.stringify(fieldAt(before ?? undefined, path) ?? null);
  throw refused(
    `${showObject(target)} has changed since the plan was approved: ${path} was ${JSON.stringify(then ?? null)}, and is ${now}`,
  );
}

/** Counts with what the plan counted, and with what this run has changed besides. */
async function refuseTooFar(call: Call, change: Change, { limits, spent }: StepLive): Promise<void> {
  const { target } = change;
  const pods = isWithoutPods(change) ? 0 : await podsOf(call, change);
  const namespaces = new Set([...spent.namespaces, ...(target.namespace === null ? [] : [target.namespace])]);
  const over = overLimits({ pods: spent.pods + pods, namespaces: [...namespaces] }, limits);
  if (over !== undefined) throw refused(`${showObject(target)} is left as it is: ${over}`);
  spent.pods += pods;
  for (const namespace of namespaces) spent.namespaces.add(namespace);
}

async function podsOf(call: Call, { target, request, before }: Change): Promise<number> {
  const after = await afterwards(call, request);
  return podImpact({ step: '', target, request, before, after }).pods;
}

/** What a request would leave; null: nothing, and where nobody may ask, the worst is counted. */
async function afterwards({ cluster, signal }: Call, request: ApiRequest): Promise<KubeObject | null> {
  if (request.verb === 'delete' || request.subresource === 'eviction') return null;
  try {
    return await cluster.send(asDryRun(request), signal);
  } catch (error) {
    if (isWithoutDryRun(error)) return null;
    throw error;
  }
}

function refused(message: string): ClusterError {
  return new ClusterError('undeclared', message);
}
