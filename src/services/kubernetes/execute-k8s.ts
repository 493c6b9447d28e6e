import { AtomError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepError } from '../../model/run.ts';
import { type Cluster, ClusterError, type ClusterFailure } from '../../ports/cluster.ts';
import type { StepContext, StepOutcome, StopReason } from '../../ports/executor.ts';
import type { Call, Mutation, Sent } from './action.ts';
import { actionOf } from './actions.ts';

/** Opens the cluster for a step: what its package does not declare is refused before it is sent. */
export type OpenCluster = (permissions: StepContext['permissions']) => Promise<Cluster>;

/** Carries out one attempt of a k8s step. */
export async function executeK8s(
  open: OpenCluster,
  step: PlannedStep,
  { settings, context }: { readonly settings: JsonObject; readonly context: StepContext },
): Promise<StepOutcome> {
  try {
    const cluster = await open(context.permissions);
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

/** An answer that was lost is no failure yet: what was captured tells whether the change was made. */
async function carryOut(action: Mutation, call: Call, context: StepContext) {
  for (let looked = 0; ; looked += 1) {
    try {
      return await carryOutOnce(action, call, { context, again: looked > 0 || context.attempt > 1 });
    } catch (error) {
      const isLost = error instanceof ClusterError && error.failure === 'lost';
      if (!isLost || looked === MOST_LOOKS || call.signal.aborted) throw error;
      call.log('stderr', `looking whether it was done: ${error.message}\n`);
    }
  }
}

const MOST_LOOKS = 5;

/** What an object is like is on the disk before it is changed. */
async function carryOutOnce(
  action: Mutation,
  call: Call,
  { context, again }: { readonly context: StepContext; readonly again: boolean },
) {
  const captured = again ? await context.captures() : [];
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
