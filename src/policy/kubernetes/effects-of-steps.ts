import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import type { Wpk } from '../../model/wpk.ts';
import { isOpen } from '../view/inputs.ts';
import type { K8sObject } from '../view/objects.ts';
import { type StepView, textsOf } from '../view/steps.ts';
import { type Effect, type EffectTarget, isReading, targetOf } from './effect.ts';
import { resourceOf } from './resources.ts';

/** What the k8s steps do; `objects` are those of the package. */
export function effectsOfSteps(
  wpk: Wpk,
  steps: readonly StepView[],
  objects: readonly K8sObject[],
): Effect[] {
  const byStep = Map.groupBy(objects, ({ step }) => step);
  return steps
    .filter(({ type, phase }) => type === 'k8s' && phase !== 'probe')
    .flatMap((step) => {
      const effect = effectOf(wpk, step, byStep.get(step.name) ?? []);
      return [effect, ...ofCronJob(step, effect)];
    });
}

/** A Job of a CronJob's template: the CronJob is read, and its status says that the Job runs. */
function ofCronJob({ action, with: settings }: StepView, effect: Effect): Effect[] {
  const { from, namespace = null } = settings;
  if (action !== 'run-job' || typeof from !== 'string') return [];
  const name = from.slice(from.indexOf('/') + 1);
  const where = typeof namespace === 'string' ? namespace : null;
  const target = { resource: 'cronjobs', name, namespace: where, object: null };
  return [{ ...effect, action: 'run-job-from', targets: [target] }];
}

/** `objects` are the step's own. */
function effectOf(wpk: Wpk, step: StepView, objects: readonly K8sObject[]): Effect {
  const { action, with: settings, pointer, name } = step;
  const named = namedTargets(settings, action);
  const targets = named.length > 0 ? named : objects.map(targetOf);
  const { patch, kind, resource, namespace } = settings;
  return {
    by: 'The step',
    action: action ?? 'change',
    reads: isReading(action),
    targets,
    everyNamespace: settings['allNamespaces'] === true || namespace === '*',
    everyObject: choosesAll(step, named),
    forcedBy: forcedBy(settings),
    skipsEviction: settings['disableEviction'] === true || settings['evict'] === false,
    replicas: replicasOf(settings['replicas'], patch),
    patch: patch === undefined ? null : JSON.stringify(patch),
    unknown: isOpen(kind) || isOpen(resource),
    place: {
      step: name,
      field: pointer,
      get location() {
        return wpk.source.locate(pointer);
      },
    },
  };
}

/** Whether it takes every object of its kind: it says so, its selector is empty, or it names none. */
function choosesAll({ action, with: settings }: StepView, named: readonly EffectTarget[]): boolean {
  if (settings['all'] === true) return true;
  // It makes one.
  if (action === 'run-job') return false;
  if (named.length === 0 || named.some((target) => target.name !== null)) return false;
  const selector = settings['selector'] ?? settings['labelSelector'];
  return selector === undefined ? action !== 'drain' : isEmptySelector(selector);
}

/** What an action is about where the step names no kind. */
const USUAL_KIND: Readonly<Record<string, string>> = {
  'restart-pod': 'Pod',
  restart: 'Deployment',
  scale: 'Deployment',
  'rollout-undo': 'Deployment',
  'run-job': 'Job',
  drain: 'Node',
  cordon: 'Node',
};

function namedTargets(settings: JsonObject, action: string | null): EffectTarget[] {
  const namespace = typeof settings['namespace'] === 'string' ? settings['namespace'] : null;
  const said = [settings['kind'], ...textsOf(settings['kinds']), settings['resource']];
  const usual = USUAL_KIND[action ?? ''];
  const kinds = said.some((kind) => typeof kind === 'string') ? said : [usual];
  // A whole object in `with` is one of the package's objects.
  if (isJsonObject(settings['metadata'])) return [];
  const names = [settings['name'], ...textsOf(settings['names'])].filter((name) => typeof name === 'string');
  return kinds
    .filter((kind) => typeof kind === 'string')
    .flatMap((kind) =>
      (names.length === 0 ? [null] : names).map((name) => ({
        resource: resourceOf(kind),
        name,
        namespace,
        object: null,
      })),
    );
}

/** Whether a selector, as text or as an object, lets everything pass. */
export function isEmptySelector(selector: Json): boolean {
  if (typeof selector === 'string') return selector.trim() === '';
  if (selector === null) return true;
  return typeof selector === 'object' && Object.values<Json>(selector).every(isEmptySelectorPart);
}

function isEmptySelectorPart(part: Json): boolean {
  return typeof part === 'object' && part !== null && Object.keys(part).length === 0;
}

function forcedBy(settings: JsonObject): string | null {
  for (const key of ['force', 'forceConflicts']) if (settings[key] === true) return `${key}: true`;
  for (const key of ['gracePeriod', 'gracePeriodSeconds'])
    if (Object.hasOwn(settings, key) && /^0(ms|s|m)?$/.test(textOf(settings[key]))) return `${key}: 0`;
  return null;
}

function replicasOf(replicas: Json | undefined, patch: Json | undefined): number | null {
  const spec = isJsonObject(patch) ? patch['spec'] : undefined;
  const value = replicas ?? (isJsonObject(spec) ? spec['replicas'] : undefined);
  return value === 0 || value === '0' ? 0 : null;
}
