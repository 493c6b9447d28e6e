import type { JsonObject } from '../../base/json.ts';
import { redactText } from '../../base/redact.ts';
import { managerOf } from '../../kubernetes/managers.ts';
import type { PlannedCluster, PlannedStep } from '../../model/plan.ts';
import { type Cluster, ClusterError, type Clusters } from '../../ports/cluster.ts';
import type { StepContext, StepOutcome } from '../../ports/executor.ts';
import type { Call } from './action.ts';
import { actionOf } from './actions.ts';
import { carryOut } from './carry-out.ts';
import { DeclaredCluster } from './declared-cluster.ts';
import { lookingAgain } from './look-again.ts';
import { boundedOutcome } from './outcome.ts';
import { stepErrorOf } from './step-error.ts';
import { undoStep } from './undo-step.ts';

interface Attempt {
  readonly settings: JsonObject;
  readonly context: StepContext;
  readonly readFile: Call['readFile'];
}

/** Carries out one attempt of a k8s step. */
export async function executeK8s(
  clusters: Clusters,
  step: PlannedStep,
  attempt: Attempt,
): Promise<StepOutcome> {
  const { context } = attempt;
  try {
    return await perform(step, context, callOf(await clusterOf(clusters, context), attempt));
  } catch (error) {
    return { kind: 'failed', error: stepErrorOf(error, context.signal), outputs: {} };
  }
}

/** What the package does not declare is refused before it is sent, whoever asks. */
async function clusterOf(clusters: Clusters, context: StepContext): Promise<Cluster> {
  const { permissions, live } = context;
  const account = live?.cluster.account ?? null;
  const says = (text: string) => context.log('stderr', Buffer.from(`${text}\n`));
  const cluster = account === null ? await clusters.open(says) : await clusters.openAs(account, says);
  if (live !== null) refuseOther(cluster, live.cluster);
  return new DeclaredCluster(cluster, permissions);
}

/** A plan holds for the cluster that it was made for. */
function refuseOther(cluster: Cluster, planned: PlannedCluster): void {
  const isSame = cluster.server === planned.server && cluster.namespace === planned.namespace;
  if (isSame) return;
  const [then, now] = [planned, cluster].map(({ server, namespace }) => `${server}, namespace ${namespace}`);
  throw new ClusterError('undeclared', `the run was planned for ${then}, and the settings name ${now}`);
}

function callOf(cluster: Cluster, { settings, context, readFile }: Attempt): Call {
  const { signal, idempotencyKey, secrets } = context;
  const log: Call['log'] = (stream, text) => context.log(stream, Buffer.from(redactText(text, secrets)));
  const manager = managerOf(context.package);
  return { settings, secrets, cluster, signal, idempotencyKey, manager, readFile, log };
}

async function perform(step: PlannedStep, context: StepContext, call: Call): Promise<StepOutcome> {
  if (step.undoes !== undefined)
    return { kind: 'done', outputs: await undoStep({ context, actionOf }, call) };
  const name = step.action ?? '';
  const action = await actionOf(name);
  if (action === undefined) throw new ClusterError('failed', `there is no action ${name}`);
  if (action.kind === 'reading') return boundedOutcome(await action.read(call), context);
  const outputs = await lookingAgain(context, (again) =>
    carryOut({ step: step.name, name, action, context: again }, call),
  );
  return { kind: 'done', outputs };
}
