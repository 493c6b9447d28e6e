import { inParallel } from '../../../base/in-parallel.ts';
import { isJsonObject } from '../../../base/json.ts';
import { mergePatch } from '../../../kubernetes/merge-patch.ts';
import { objectChange, type PlannedChange } from '../../../kubernetes/object-change.ts';
import { objectName } from '../../../kubernetes/object-name.ts';
import type { KubeObject } from '../../../model/cluster.ts';
import type { ObjectChange } from '../../../model/live-plan.ts';
import type { PlannedStep } from '../../../model/plan.ts';
import type { Call, Change, Mutation } from '../action.ts';
import type { OverlayCluster } from './overlay-cluster.ts';
import { predict, type Prediction } from './predict.ts';
import type { StepCall } from './step-calls.ts';

/** Items of one step that are asked about at once. */
const AT_ONCE = 8;

/** What one call of a step would change. */
export interface PlannedStepChange {
  readonly shown: ObjectChange;
  /** For what counts; absent where it is unknown. */
  readonly counted?: PlannedChange;
  /** For the access reviews; absent where no request is known. */
  readonly request?: Change['request'];
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
    const asked = { ...common, settings, cluster, signal, idempotencyKey: `RUN/${call.step}` };
    for await (const change of action.changes(asked, [])) {
      changes.push(await planChange(cluster, { step: call.step, change, signal }));
    }
    return changes;
  });
  return planned.flat().map((change) => withCondition(step, change));
}

async function planChange(
  cluster: OverlayCluster,
  { step, change, signal }: { readonly step: string; readonly change: Change; readonly signal: AbortSignal },
): Promise<PlannedStepChange> {
  const { target, request, before } = change;
  const prediction = await predictionOf(cluster, change, signal);
  const object = objectName(change.plannedAs ?? target);
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
        request,
      };
    case 'conflict': {
      const fields = prediction.fields.map(({ path, why }) => ({
        path,
        why,
        state: 'conflict' as const,
        own: true,
      }));
      return { shown: { step, object, effect: 'conflict', fields }, request };
    }
    case 'known': {
      const { after, doubt } = prediction;
      await remember(cluster, { change, after, signal });
      const counted = { step, target, request, before, after };
      const shown = { ...objectChange(counted), object };
      return { shown: doubt === undefined ? shown : { ...shown, why: doubt }, counted, request };
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
    ? { kind: 'known', after: null }
    : predict(cluster, change, signal);
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
    change: { target, request },
    after,
    signal,
  }: { readonly change: Change; readonly after: KubeObject | null; readonly signal: AbortSignal },
): Promise<void> {
  if (request.subresource !== 'scale' || after === null) return cluster.predict(target, after);
  const { kind, namespace, name } = target;
  const whole = await cluster.send({ verb: 'get', kind, namespace, name }, signal);
  const { replicas = 0 } = isJsonObject(after['spec']) ? after['spec'] : {};
  cluster.predict(target, mergePatch(whole, { spec: { replicas } }));
}
