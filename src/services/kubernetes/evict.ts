import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import { causesIn, hasCause } from '../../model/status-causes.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call, Captured, Change } from './action.ts';
import { metadataOf, showObject } from './object-state.ts';
import { showFinalizers, untilGone } from './until-gone.ts';
import { getOrNull } from './watch.ts';

/** A pod that is to go, and no other of its name. */
export interface Going {
  readonly target: ObjectRef;
  readonly uid: string;
}

export interface HowToGo {
  /** Through the eviction API, where disruption budgets hold; else it is deleted. */
  readonly evict: boolean;
  /** null: as the pod says. */
  readonly gracePeriodSeconds: number | null;
}

/**
 * Lets each pod go that is still the one that was meant. Whoever repeats it after a crash takes those of the first
 * attempt, and no others; `find` is asked where there was none.
 */
export async function* evictions(
  call: Call,
  captured: readonly Captured[],
  {
    kind,
    how,
    find,
  }: {
    readonly kind: ObjectRef['kind'];
    readonly how: HowToGo;
    readonly find: () => Promise<readonly KubeObject[]>;
  },
): AsyncGenerator<Change> {
  const known = goingIn(
    captured.map(({ state }) => state),
    kind,
  );
  const all = known ?? (await find()).map((pod) => goingOf(kind, pod));
  let isTold = known !== undefined;
  for (const going of all) {
    const pod = await getOrNull(call.cluster, going.target, call.signal);
    if (pod === null || metadataOf(pod)['uid'] !== going.uid) continue;
    const change = evictionOf(going, pod, { how, ...(!isTold && { all }) });
    isTold = true;
    yield { ...change, send: (asked) => sendEviction(asked, change) };
  }
}

/** `all`: every pod of the step, told with the first, so that whoever repeats it after a crash takes no others. */
function evictionOf(
  { target, uid }: Going,
  pod: KubeObject,
  { how, all }: { readonly how: HowToGo; readonly all?: readonly Going[] },
): Change {
  const options = {
    preconditions: { uid },
    ...(how.gracePeriodSeconds !== null && { gracePeriodSeconds: how.gracePeriodSeconds }),
  };
  const { namespace, name } = target;
  const state = { uid, ...(all !== undefined && { all: all.map((one) => ({ ...asJson(one) })) }) };
  if (!how.evict) {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', ...options };
    return { target, request: { verb: 'delete', ...target, body }, before: pod, state };
  }
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace: namespace ?? '' },
    deleteOptions: options,
  };
  return {
    target,
    request: { verb: 'create', ...target, subresource: 'eviction', body },
    before: pod,
    state,
  };
}

function asJson({ target: { namespace, name }, uid }: Going): JsonObject {
  return { namespace: namespace ?? '', name, uid };
}

/** The pods that the first attempt set out to take; undefined: there was none. */
function goingIn(states: readonly JsonObject[], kind: ObjectRef['kind']): readonly Going[] | undefined {
  const all = states.map((state) => state['all']).find((list) => Array.isArray(list));
  if (!Array.isArray(all)) return undefined;
  return all.filter(isJsonObject).map(({ namespace, name, uid }) => ({
    target: { kind, namespace: textOf(namespace), name: textOf(name) },
    uid: textOf(uid),
  }));
}

function goingOf(kind: ObjectRef['kind'], pod: KubeObject): Going {
  const { namespace, name, uid } = metadataOf(pod);
  return { target: { kind, namespace: textOf(namespace), name: textOf(name) }, uid: textOf(uid) };
}

const POLL_MS = 2000;
/** Longer than any pod's grace: the step's timeout ends it before. */
const GONE_MS = 24 * 3_600_000;

/** Sends an eviction until a budget lets it pass. @throws {ClusterError} throttled, when the signal ends the waiting */
async function sendEviction(call: Call, { request, target }: Change): Promise<KubeObject> {
  const hint = `kubectl get poddisruptionbudgets -n ${target.namespace ?? ''}`;
  for (let said = ''; ; ) {
    try {
      return await call.cluster.send(request, call.signal);
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      // It went by itself, or an answer was lost.
      if (error.failure === 'not-found' || isOtherPod(error)) return {};
      // Whatever is in it goes with it, which is waited for.
      if (hasCause(error.answer, 'NamespaceTerminating')) return {};
      if (error.failure !== 'throttled') throw error;
      const why = `${showObject(target)} cannot go yet: ${refusalOf(error)}`;
      if (why !== said) call.log('stderr', `${why}\n`);
      said = why;
      await pause(call.signal, { why, hint });
    }
  }
}

function isOtherPod({ failure }: ClusterError): boolean {
  return failure === 'conflict';
}

async function pause(signal: AbortSignal, { why, hint }: { readonly why: string; readonly hint: string }) {
  try {
    await sleep(POLL_MS, undefined, { signal });
  } catch (cause) {
    throw new ClusterError('timeout', `${why}; it was waited for as long as the step may take`, {
      hint,
      cause,
    });
  }
}

/** The server's words, and those about the budgets. */
function refusalOf({ message, answer }: ClusterError): string {
  return [message, ...causesIn(answer).map((cause) => textOf(cause['message'] ?? ''))]
    .filter(Boolean)
    .join(' ');
}

/** @throws {ClusterError} timeout, with what the first pod that stays waits for */
export async function untilAllGone(call: Call, going: readonly Going[]): Promise<void> {
  for (const { target, uid } of going) {
    let waits = '';
    const seen = (live: KubeObject) => {
      waits = `: it waits ${showFinalizers(live)}`;
    };
    try {
      await untilGone(call, { target, uid, limitMs: GONE_MS, seen });
    } catch (error) {
      if (!call.signal.aborted) throw error;
      throw new ClusterError('timeout', `${showObject(target)} is ending, but still there${waits}`, {
        hint: `kubectl describe pod ${target.name} -n ${target.namespace ?? ''}`,
      });
    }
  }
}
