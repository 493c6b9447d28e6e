import { parseDuration } from '../base/duration.ts';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import type {
  Concurrency as ManifestConcurrency,
  Manifest,
  Retry,
  Step,
  StepType,
} from '../model/generated/manifest.ts';
import type { Concurrency, FailureKind, OnInterrupt, PlannedStep, RetryPolicy } from '../model/plan.ts';
import { millisecondsOf } from './input-values.ts';

const EVERY_FAILURE: readonly FailureKind[] = ['timeout', 'conflict', 'unavailable', 'throttled', 'failed'];
const ONCE: RetryPolicy = {
  attempts: 1,
  initialMs: 0,
  factor: 1,
  maxMs: 0,
  jitter: false,
  on: EVERY_FAILURE,
};
const PROBE_TIMEOUT_MS = 60_000;

/**
 * A step of a validated manifest with every default filled in, once, so that nothing behind has to ask again. Times that
 * are inputs have their values already (`withValues`); without them there is none.
 */
export function completeStep(step: Step, spec: Manifest['spec']): Omit<PlannedStep, 'shows' | 'workflow'> {
  const type = step.type ?? spec.runtime.type;
  const settings = completeSettings(type, step.with ?? {}, spec);
  return {
    name: step.name,
    type,
    action: step.action ?? null,
    with: settings,
    needs: [...new Set(step.needs)],
    when: step.when ?? null,
    retry: step.retry === undefined ? ONCE : completeRetry(step.retry),
    timeoutMs: step.timeout === undefined ? null : (millisecondsOf(step.timeout) ?? null),
    onInterrupt: completeOnInterrupt(step, type),
    probe: completeProbe(step),
    onError: step.onError ?? (spec.rollback === undefined ? 'fail' : 'rollback'),
    outputs: step.outputs ?? {},
    forEach: completeForEach(step),
    concurrency: completeConcurrency(step.concurrency),
  };
}

/** A container is held to the limits of the package where its step has none of its own. */
function completeSettings(
  type: StepType,
  settings: JsonObject,
  { validation = {} }: Manifest['spec'],
): JsonObject {
  const { cpu, memory } = validation.limits ?? {};
  if (type !== 'docker' || (cpu === undefined && memory === undefined)) return settings;
  const own = isJsonObject(settings['limits']) ? settings['limits'] : {};
  const limits = { ...(cpu !== undefined && { cpu }), ...(memory !== undefined && { memory }), ...own };
  return { ...settings, limits };
}

/** What a crash in the middle of a step means when its author did not say. */
const ON_INTERRUPT: Readonly<Record<StepType, OnInterrupt>> = {
  k8s: 'verify',
  wait: 'retry',
  check: 'retry',
  approval: 'retry',
  prometheus: 'retry',
  docker: 'ask',
  shell: 'ask',
  script: 'ask',
  http: 'ask',
  vault: 'ask',
  notify: 'ask',
  // The nested run's own journal says what of it was done.
  workflow: 'retry',
  recipe: 'ask',
};

function completeOnInterrupt(
  { onInterrupt, probe, with: settings, action }: Step,
  type: StepType,
): OnInterrupt {
  if (onInterrupt !== undefined) return onInterrupt;
  if (probe !== undefined && type !== 'wait') return 'verify';
  const { method = 'GET' }: JsonObject = settings ?? {};
  if (type === 'http' && (method === 'GET' || method === 'HEAD')) return 'retry';
  if (type === 'vault' && !leavesMore(action, settings)) return 'retry';
  return ON_INTERRUPT[type];
}

/** Whether a vault step that is done twice may leave what nobody knows of. */
function leavesMore(action: string | undefined, { keepLease, ownToken }: JsonObject = {}): boolean {
  return action === 'write' || action === 'delete' || (keepLease === true && ownToken !== true);
}

function completeForEach({ forEach, parallel }: Step): PlannedStep['forEach'] {
  return forEach === undefined ? null : { items: forEach, parallel: parallel ?? 1 };
}

export function completeConcurrency(written: ManifestConcurrency | undefined): Concurrency | null {
  if (written === undefined) return null;
  return { key: written.key, limit: written.limit ?? 1, policy: written.policy ?? 'queue' };
}

function completeRetry({ attempts, backoff = {}, on }: Retry): RetryPolicy {
  return {
    attempts: typeof attempts === 'number' ? attempts : ONCE.attempts,
    initialMs: millisecondsOf(backoff.initial ?? '1s') ?? 0,
    factor: backoff.factor ?? 2,
    maxMs: millisecondsOf(backoff.max ?? '30s') ?? 0,
    jitter: backoff.jitter ?? true,
    on: on ?? EVERY_FAILURE,
  };
}

function completeProbe({ probe }: Step): PlannedStep['probe'] {
  if (probe === undefined) return null;
  const timeoutMs = probe.timeout === undefined ? PROBE_TIMEOUT_MS : parseDuration(probe.timeout);
  return { type: probe.type ?? 'shell', with: probe.with, timeoutMs };
}
