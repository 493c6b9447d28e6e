import { AtomError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { managerOf } from '../../kubernetes/managers.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepError, StepOutputs } from '../../model/run.ts';
import { type Cluster, ClusterError, type ClusterFailure, type Clusters } from '../../ports/cluster.ts';
import type { StepContext, StepOutcome, StopReason } from '../../ports/executor.ts';
import type { Call } from './action.ts';
import { actionOf } from './actions.ts';
import { carryOut } from './carry-out.ts';
import { DeclaredCluster } from './declared-cluster.ts';
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
  try {
    const call = callOf(await clusterOf(clusters, attempt.context), attempt);
    return { kind: 'done', outputs: await perform(step, attempt.context, call) };
  } catch (error) {
    return { kind: 'failed', error: failureOf(error, attempt.context.signal), outputs: {} };
  }
}

/** What the package does not declare is refused before it is sent, whoever asks. */
async function clusterOf(clusters: Clusters, { permissions, account }: StepContext): Promise<Cluster> {
  const cluster = account === null ? await clusters.open() : await clusters.openAs(account);
  return new DeclaredCluster(cluster, permissions);
}

function callOf(cluster: Cluster, { settings, context, readFile }: Attempt): Call {
  const { signal, idempotencyKey, secrets } = context;
  const log: Call['log'] = (stream, text) => context.log(stream, Buffer.from(text));
  const manager = managerOf(context.package);
  return { settings, secrets, cluster, signal, idempotencyKey, manager, readFile, log };
}

async function perform({ action, undoes }: PlannedStep, context: StepContext, call: Call): Promise<StepOutputs> {
  if (undoes !== undefined) return undoStep({ context, actionOf }, call);
  const name = action ?? '';
  const found = await actionOf(name);
  if (found === undefined) throw new ClusterError('failed', `there is no action ${name}`);
  return found.kind === 'reading' ? found.read(call) : carryOut({ name, action: found, context }, call);
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
  lost: 'unavailable',
  timeout: 'timeout',
  failed: 'failed',
};

function failureOf(error: unknown, signal: AbortSignal): StepError {
  if (signal.aborted) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the signal's contract.
    const reason = signal.reason as StopReason;
    return { kind: reason === 'lost' ? 'interrupted' : reason, message: 'it was stopped' };
  }
  if (error instanceof AtomError && error.code === 'ATOM_NEEDS_MISSING')
    return { kind: 'unavailable', message: withNext(error.message, error.hint) };
  if (!(error instanceof ClusterError)) throw error;
  const { failure, message, hint, retryAfterMs } = error;
  return {
    kind: KINDS[failure],
    message: withNext(message, hint),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function withNext(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message} (try: ${hint})`;
}
