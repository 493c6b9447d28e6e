import type { JsonObject } from '../../base/json.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepError } from '../../model/run.ts';
import { type Cluster, ClusterError, type ClusterFailure, type Clusters } from '../../ports/cluster.ts';
import type { StepContext, StepOutcome, StopReason } from '../../ports/executor.ts';
import type { Call, Mutation, Sent } from './action.ts';
import { actionOf } from './actions.ts';
import { DeclaredCluster } from './declared-cluster.ts';

/** Carries out one attempt of a k8s step. */
export async function executeK8s(
  clusters: Clusters,
  step: PlannedStep,
  { settings, context }: { readonly settings: JsonObject; readonly context: StepContext },
): Promise<StepOutcome> {
  try {
    const cluster = await clusterOf(clusters, context);
    const { signal, idempotencyKey } = context;
    const log: Call['log'] = (stream, text) => context.log(stream, Buffer.from(text));
    const call = { settings, cluster, signal, idempotencyKey, log };
    const action = await actionOf(step.action ?? '');
    if (action === undefined) throw new ClusterError('failed', `there is no action ${step.action ?? ''}`);
    const outputs =
      action.kind === 'reading' ? await action.read(call) : await carryOut(action, call, context);
    return { kind: 'done', outputs };
  } catch (error) {
    return { kind: 'failed', error: failureOf(error, context.signal), outputs: {} };
  }
}

/** What the package does not declare is refused before it is sent, whoever asks. */
async function clusterOf(clusters: Clusters, { permissions, account }: StepContext): Promise<Cluster> {
  const cluster = account === null ? await clusters.open() : await clusters.openAs(account);
  return new DeclaredCluster(cluster, permissions);
}

/** What an object is like is on the disk before it is changed. */
async function carryOut(action: Mutation, call: Call, context: StepContext) {
  const captured = context.attempt === 1 ? [] : await context.captures();
  const sent: Sent[] = [];
  for await (const change of action.changes(
    call,
    captured.map(({ state }) => state),
  )) {
    await context.captured(change.state);
    sent.push({ change, answer: await call.cluster.send(change.request, call.signal) });
  }
  return action.settle(call, sent);
}

const KINDS: Readonly<Record<ClusterFailure, StepError['kind']>> = {
  'not-found': 'failed',
  'already-exists': 'conflict',
  conflict: 'conflict',
  forbidden: 'refused',
  undeclared: 'refused',
  unauthorized: 'failed',
  invalid: 'failed',
  rejected: 'failed',
  throttled: 'throttled',
  expired: 'conflict',
  unavailable: 'unavailable',
  timeout: 'timeout',
  failed: 'failed',
};

function failureOf(error: unknown, signal: AbortSignal): StepError {
  if (signal.aborted) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the signal's contract.
    const reason = signal.reason as StopReason;
    return { kind: reason === 'lost' ? 'interrupted' : reason, message: 'it was stopped' };
  }
  if (!(error instanceof ClusterError)) throw error;
  const { failure, message, retryAfterMs } = error;
  return { kind: KINDS[failure], message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
