import { parseBytes } from '../base/bytes.ts';
import { parseDuration } from '../base/duration.ts';
import { AtomError } from '../base/errors.ts';
import { ExpressionError } from '../base/expression/failure.ts';
import { resolveTemplates } from '../base/expression/template.ts';
import { type JsonObject, textOf } from '../base/json.ts';
import type { Spec, Step } from '../model/generated/manifest.ts';
import type { EngineLimits } from '../model/engine-limits.ts';
import type { Concurrency, Enforceable, PlannedStep, PlanPreview, Selection } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import { enforcedOf, notEnforced, processLimits } from './enforceable.ts';
import { completeConcurrency, completeStep } from './complete-step.ts';
import { knownItems, showKnownItems } from './known-items.ts';
import { looseContainers } from './loose-containers.ts';
import { type Children, familyOf } from './nested/family.ts';
import { previewNested } from './nested/preview-nested.ts';
import { strictestApproval } from './nested/stricter.ts';
import { permissionsOf } from './permissions.ts';
import { orderSteps } from './order-steps.ts';
import { egressOf } from './egress.ts';
import { withValues } from './input-values.ts';
import { checkSelection } from './select.ts';
import { showStep } from './show-step.ts';
import { undoSteps } from './undo-steps.ts';

const DEFAULT_OUTPUT_BYTES = 10 * 2 ** 20;
const DEFAULT_APPROVAL_TTL = '4h';
const DEFAULT_PARALLEL = 4;

export interface PreviewRequest {
  readonly wpk: Wpk;
  /** As `resolveInputs` gave them. */
  readonly inputs: JsonObject;
  readonly selection: Selection;
  readonly verdict: Verdict;
  /** What holds a process to its limits here; what is not named is said to be not enforced. */
  readonly enforced: ReadonlySet<Enforceable>;
  /** What the container engine here can enforce; null: none answers; absent: nobody asked. */
  readonly engine?: EngineLimits | null;
  /** The nested workflows; absent: nobody asked, and only their names are shown. */
  readonly children?: Children;
}

/** What the package would do here and now. @throws {AtomError} ATOM_STEP_NOT_FOUND for a selection of no step, ATOM_INPUT_INVALID. */
export function previewPlan(request: PreviewRequest): PlanPreview {
  const { wpk, inputs, verdict } = request;
  const { spec } = wpk.manifest;
  const { steps: next, rollback, ...effects } = previewEffects(request);
  const [steps, undo] = [[...next], [...rollback]];
  return {
    ...effects,
    steps,
    rollback: undo,
    unknowns: [
      ...unknownsOf(steps),
      ...unknownItems([...steps, ...undo], { inputs, spec }),
      ...[...steps, ...undo].flatMap(({ name, workflow }) =>
        unknownsOf(workflow?.steps ?? []).map((what) => `${name}/${what}`),
      ),
    ],
    enforced: enforcedOf(spec, request.enforced),
    notEnforced: [...looseOf(spec, [...steps, ...undo], request), ...looseNested(request)],
    verdict: { class: verdict.class, score: verdict.score, policyDigest: verdict.policyDigest },
  };
}

type Loose = Pick<PreviewRequest, 'enforced' | 'engine'>;

function looseOf(spec: Spec, steps: readonly PlannedStep[], { enforced, engine }: Loose): string[] {
  const own = steps.slice(0, spec.handlers.length);
  return [...notEnforced(spec, own, enforced), ...looseContainers(steps, engine)];
}

/** What holds nested workflows to their declarations no better. */
function looseNested(request: PreviewRequest): string[] {
  return [...familyOf(request.children ?? new Map())].flatMap(({ wpk: { name, version, manifest } }) => {
    const { spec } = manifest;
    const steps = [...spec.handlers, ...(spec.rollback?.handlers ?? [])].map((step) => ({
      ...completeStep(step, spec),
      shows: [],
    }));
    return looseOf(spec, steps, request).map((what) => `${name}@${version}: ${what}`);
  });
}

/** The half of a preview that is carried out. Each step is made when it is asked for: all of a long package take much room. */
export interface PreviewedEffects
  extends Omit<PlanPreview, 'steps' | 'rollback' | 'unknowns' | 'enforced' | 'notEnforced' | 'verdict'> {
  readonly steps: Iterable<PlannedStep>;
  readonly rollback: Iterable<PlannedStep>;
}

/** @throws {AtomError} ATOM_STEP_NOT_FOUND for a selection of no step, ATOM_INPUT_INVALID. */
export function previewEffects({
  wpk,
  inputs,
  selection,
  children = new Map(),
}: Pick<PreviewRequest, 'wpk' | 'inputs' | 'selection' | 'children'>): PreviewedEffects {
  const { spec, metadata } = wpk.manifest;
  const planned = function* (written: readonly Step[]): Iterable<PlannedStep> {
    for (const step of written) {
      const complete = completeStep(withValues(step, inputs), spec);
      const nested = previewNested(complete, { inputs, children });
      yield {
        ...complete,
        shows: [...showItems(complete, { inputs, spec }), ...showStep(complete, inputs)],
        ...(nested !== undefined && { workflow: nested }),
      };
    }
  };
  const undoing = function* (): Iterable<PlannedStep> {
    if (spec.rollback?.auto === true)
      yield* undoSteps(steps.map((step) => ({ ...completeStep(step, spec), shows: [] })));
    yield* planned(spec.rollback?.handlers ?? []);
  };
  const nested = [...familyOf(children)].map(({ wpk: child }) => approvalOf(child.manifest.spec));
  const steps = orderSteps(spec.handlers);
  checkSelection(
    selection,
    steps.map(({ name }) => name),
  );
  const permissions = permissionsOf(spec, inputs);
  return {
    package: { name: metadata.name, version: metadata.version, digest: wpk.digest },
    inputs,
    selection,
    steps: planned(steps),
    rollback: undoing(),
    ...limitsOf(spec),
    egress: egressOf(spec, inputs),
    ...(permissions !== undefined && { permissions }),
    locks: [],
    concurrency: concurrencyOf(spec, inputs),
    approval: strictestApproval([approvalOf(spec), ...nested]),
  };
}

function limitsOf({
  maxParallel,
  validation = {},
}: Spec): Pick<PlanPreview, 'maxParallel' | 'timeoutMs' | 'outputBytes' | 'limits'> {
  const { limits } = validation;
  return {
    maxParallel: maxParallel ?? DEFAULT_PARALLEL,
    timeoutMs: limits?.timeout === undefined ? null : parseDuration(limits.timeout),
    outputBytes: parseBytes(limits?.outputBytes ?? '') ?? DEFAULT_OUTPUT_BYTES,
    limits: processLimits(limits),
  };
}

function approvalOf({ safety }: Spec): PlanPreview['approval'] {
  const {
    approvers = 1,
    expiresIn = DEFAULT_APPROVAL_TTL,
    separateFromRequester = false,
  } = safety?.approval ?? {};
  return { approvers, expiresInMs: parseDuration(expiresIn), separateFromRequester };
}

/** The key has its values: only inputs may stand in it. @throws {AtomError} ATOM_INPUT_INVALID */
function concurrencyOf({ concurrency }: Spec, inputs: JsonObject): Concurrency | null {
  const complete = completeConcurrency(concurrency);
  if (complete === null) return null;
  try {
    return { ...complete, key: textOf(resolveTemplates(complete.key, { inputs })) };
  } catch (cause) {
    if (!(cause instanceof ExpressionError)) throw cause;
    throw new AtomError('ATOM_INPUT_INVALID', `spec.concurrency.key has no value: ${cause.message}`, {
      hint: 'Give inputs with -i NAME=VALUE or --inputs FILE',
      cause,
    });
  }
}

function unknownsOf(steps: readonly Pick<PlannedStep, 'name' | 'type'>[]): string[] {
  return steps.flatMap(({ name, type }) =>
    type === 'shell' || type === 'script' || type === 'docker'
      ? [`${name}: effects unknown, a process has no dry-run`]
      : [],
  );
}

/** How many items a list has that only the run gives. */
function unknownItems(steps: readonly PlannedStep[], known: Parameters<typeof knownItems>[1]): string[] {
  return steps.flatMap((step) => {
    const items = knownItems(step, known);
    return items?.kind === 'unknown' ? [`${step.name}: number of items ${showKnownItems(items)}`] : [];
  });
}

/** `for each of inputs.hosts: 12 items, 4 at once`. */
function showItems(
  step: Omit<PlannedStep, 'shows'>,
  known: Parameters<typeof knownItems>[1],
): readonly string[] {
  const items = knownItems(step, known);
  if (items === undefined || step.forEach === null) return [];
  const { items: expression, parallel } = step.forEach;
  return [`for each of ${expression}: ${showKnownItems(items)}, ${parallel} at once`];
}
