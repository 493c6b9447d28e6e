import type { JsonObject } from '../../base/json.ts';
import { redactText } from '../../base/redact.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepOutputs } from '../../model/run.ts';
import { type Cluster, ClusterError, type Clusters } from '../../ports/cluster.ts';
import type { StepContext, StepOutcome } from '../../ports/executor.ts';
import type { Call, Mutation, Sent } from './action.ts';
import { actionOf } from './actions.ts';
import { DeclaredCluster } from './declared-cluster.ts';
import { lookingAgain } from './look-again.ts';
import { boundedOutcome } from './outcome.ts';
import { stepErrorOf } from './step-error.ts';

/** Carries out one attempt of a k8s step. */
export async function executeK8s(
  clusters: Clusters,
  step: PlannedStep,
  { settings, context }: { readonly settings: JsonObject; readonly context: StepContext },
): Promise<StepOutcome> {
  try {
    const cluster = await clusterOf(clusters, context);
    const { signal, idempotencyKey } = context;
    const log: Call['log'] = (stream, text) =>
      context.log(stream, Buffer.from(redactText(text, context.secrets)));
    const call = { settings, cluster, signal, idempotencyKey, log };
    const action = await actionOf(step.action ?? '');
    if (action === undefined) throw new ClusterError('failed', `there is no action ${step.action ?? ''}`);
    if (action.kind === 'reading') return boundedOutcome(await action.read(call), context);
    return { kind: 'done', outputs: await lookingAgain(context, (again) => carryOut(action, call, again)) };
  } catch (error) {
    return { kind: 'failed', error: stepErrorOf(error, context.signal), outputs: {} };
  }
}

/** What the package does not declare is refused before it is sent, whoever asks. */
async function clusterOf(clusters: Clusters, context: StepContext): Promise<Cluster> {
  const { permissions, account } = context;
  const says = (text: string) => context.log('stderr', Buffer.from(`${text}\n`));
  const cluster = account === null ? await clusters.open(says) : await clusters.openAs(account, says);
  return new DeclaredCluster(cluster, permissions);
}

/** What an object is like is on the disk before it is changed. */
async function carryOut(action: Mutation, call: Call, context: StepContext): Promise<StepOutputs> {
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
