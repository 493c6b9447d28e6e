import { inParallel } from '../../../base/in-parallel.ts';
import { isJsonObject } from '../../../base/json.ts';
import { mergePatch } from '../../../kubernetes/merge-patch.ts';
import { listAt } from '../../../kubernetes/parts.ts';
import { objectChange, type PlannedChange } from '../../../kubernetes/object-change.ts';
import type { KubeObject } from '../../../model/cluster.ts';
import type { ObjectChange } from '../../../model/live-plan.ts';
import type { PlannedStep } from '../../../model/plan.ts';
import { fieldsHolding } from '../../../kubernetes/fields-holding.ts';
import type { Call, Change, Mutation } from '../action.ts';
import { plannedName } from '../planned-name.ts';
import type { OverlayCluster } from './overlay-cluster.ts';
import { predict, type Prediction } from './predict.ts';
import type { StepCall } from './step-calls.ts';

/** Items of one step that are asked about at once. */
const AT_ONCE = 8;

/** Stands for the run that is not there yet, wherever a change is marked with it. */
const RUN = 'RUN';

/** What one call of a step would change. */
export interface PlannedStepChange {
  readonly shown: ObjectChange;
  /** For what counts; absent where it is unknown. */
  readonly counted?: PlannedChange;
  /** For the access reviews; absent where no request is known. */
  readonly requests?: readonly Change['request'][];
}

export interface PlannedCalls {
  readonly step: PlannedStep;
  readonly calls: readonly StepCall[];
  readonly common: Pick<Call, 'manager' | 'readFile' | 'secrets' | 'log'>;
  readonly signal: AbortSignal;
}

/** What a step would change behind the steps before it, which `cluster` knows. @throws {ClusterError} */
export async function planStep(
  cluster: OverlayCluster,
  action: Mutation,
  { step, calls, common, signal }: PlannedCalls,
): Promise<PlannedStepChange[]> {
  const planned = await inParallel(calls, AT_ONCE, async (call) => {
    if ('why' in call) return [unknown(call.step, call.why)];
    const changes: PlannedStepChange[] = [];
    const { settings } = call;
    const idempotencyKey = `${RUN}/${call.step}`;
    const asked = { ...common, settings, cluster, signal, idempotencyKey };
    for await (const change of action.changes(asked, [])) {
      changes.push(await planChange(cluster, { step: call.step, idempotencyKey, change, signal }));
    }
    return changes;
  });
  return planned.flat().map((change) => withCondition(step, change));
}

interface Planning {
  readonly step: string;
  readonly idempotencyKey: string;
  readonly change: Change;
  readonly signal: AbortSignal;
}

async function planChange(
  cluster: OverlayCluster,
  { step, idempotencyKey, change, signal }: Planning,
): Promise<PlannedStepChange> {
  const { target, request, before, follows = [] } = change;
  const requests = [request, ...follows];
  const prediction = await predictionOf(cluster, change, signal);
  const object = plannedName(change);
  switch (prediction.kind) {
    case 'unknown':
      return {
        shown: {
          step,
          object: isPod(target) ? null : object,
          effect: 'unknown',
          fields: [],
          why: prediction.why,
        },
        requests,
      };
    case 'conflict': {
      const fields = prediction.fields.map(({ path, why }) => ({
        path,
        why,
        state: 'conflict' as const,
        own: true,
      }));
      return { shown: { step, object, effect: 'conflict', fields }, requests };
    }
    case 'known': {
      const { after, chosen, doubt } = prediction;
      await remember(cluster, { change, after, signal });
      const counted = { step, target, request, before, after };
      const marks = fieldsHolding(after ?? {}, [idempotencyKey, ...(isNamed(change) ? [target.name] : [])]);
      const shown = { ...objectChange(counted, { chosen, marks }), object };
      return { shown: doubt === undefined ? shown : { ...shown, why: doubt }, counted, requests };
    }
  }
}

/** Whether a budget lets a pod go is known only when it is asked for. */
async function predictionOf(
  cluster: OverlayCluster,
  change: Change,
  signal: AbortSignal,
): Promise<Prediction> {
  const { target, request, before } = change;
  if (before !== null && target.kind.resource === 'pods' && cluster.mayRemake(before))
    return { kind: 'unknown', why: 'an earlier step may put another pod in its place' };
  return request.subresource === 'eviction'
    ? { kind: 'known', after: null, chosen: [] }
    : predict(cluster, change, signal);
}

/** Whether the run is part of the object's name. */
function isNamed({ plannedAs }: Change): boolean {
  return plannedAs !== undefined;
}

function isPod({ kind: { group, resource } }: Change['target']): boolean {
  return group === '' && resource === 'pods';
}

function unknown(step: string, why: string): PlannedStepChange {
  return { shown: { step, object: null, effect: 'unknown', fields: [], why } };
}

/** A step that may not run changes something only if it does. */
function withCondition({ when }: PlannedStep, change: PlannedStepChange): PlannedStepChange {
  if (when === null || change.shown.why !== undefined) return change;
  return { ...change, shown: { ...change.shown, why: `only when ${when}` } };
}

/** What later steps of the plan will find. */
async function remember(
  cluster: OverlayCluster,
  {
    change: { target, request, before },
    after,
    signal,
  }: { readonly change: Change; readonly after: KubeObject | null; readonly signal: AbortSignal },
): Promise<void> {
  if (
    after === null &&
    before !== null &&
    isPod(target) &&
    listAt(before, 'metadata', 'ownerReferences').length > 0
  )
    return cluster.remake(target, before);
  if (request.subresource !== 'scale' || after === null) return cluster.predict(target, after);
  const { kind, namespace, name } = target;
  const whole = await cluster.send({ verb: 'get', kind, namespace, name }, signal);
  const { replicas = 0 } = isJsonObject(after['spec']) ? after['spec'] : {};
  cluster.predict(target, mergePatch(whole, { spec: { replicas } }));
}
