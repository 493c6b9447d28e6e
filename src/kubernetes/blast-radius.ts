import { isJsonObject, type Json } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import type { BlastLimits, BlastRadius, BudgetUse, ObjectName } from '../model/live-plan.ts';
import type { PlannedChange } from './object-change.ts';
import { objectKey } from './object-name.ts';
import { type PodImpact, podImpact } from './pod-impact.ts';
import { selects } from './selects.ts';

/** What lies beside the changed objects in their namespaces. */
export interface Neighbours {
  readonly budgets: readonly KubeObject[];
  readonly services: readonly KubeObject[];
  readonly autoscalers: readonly KubeObject[];
  /** What could not be read, and why. */
  readonly unknown: readonly string[];
}

/** How far changes reach. Changes that say nothing new count for nothing. */
export function blastRadius(changes: readonly PlannedChange[], neighbours: Neighbours): BlastRadius {
  const impacts = changes.map(podImpact);
  const touched = impacts.filter(({ pods, replicas }) => pods + replicas > 0);
  return {
    pods: sum(impacts.map(({ pods }) => pods)),
    replicas: sum(impacts.map(({ replicas }) => replicas)),
    objects: new Set(changes.map(({ target }) => objectKey(target))).size,
    namespaces: [...new Set(changes.flatMap(namespacesOf))].toSorted(),
    budgets: neighbours.budgets.flatMap((budget) => budgetUse(budget, touched)),
    dependents: [
      ...neighbours.services.filter((service) => touched.some((impact) => serves(service, impact))),
      ...neighbours.autoscalers.filter((scaler) => changes.some((change) => scales(scaler, change))),
    ].map(nameOf),
    unknown: neighbours.unknown,
  };
}

function namespacesOf({ target: { kind, namespace, name } }: PlannedChange): string[] {
  if (kind.group === '' && kind.resource === 'namespaces') return [name];
  return namespace === null ? [] : [namespace];
}

function budgetUse(budget: KubeObject, impacts: readonly PodImpact[]): BudgetUse[] {
  const { namespace, name } = nameOf(budget);
  const [spec, status] = [budget['spec'], budget['status']];
  const selector = isJsonObject(spec) ? spec['selector'] : undefined;
  const pods = sum(
    impacts
      .filter((impact) => impact.namespace === namespace && selects(selector, impact.labels))
      .map((impact) => impact.pods),
  );
  if (pods === 0 || namespace === null) return [];
  const allowed = isJsonObject(status) ? status['disruptionsAllowed'] : undefined;
  return [{ namespace, name, allowed: typeof allowed === 'number' ? allowed : 0, pods }];
}

function serves(service: KubeObject, { namespace, labels }: PodImpact): boolean {
  const selector = isJsonObject(service['spec']) ? service['spec']['selector'] : undefined;
  const isEmpty = !isJsonObject(selector) || Object.keys(selector).length === 0;
  return !isEmpty && nameOf(service).namespace === namespace && selects({ matchLabels: selector }, labels);
}

function scales(scaler: KubeObject, { target: { kind, namespace, name } }: PlannedChange): boolean {
  const about = isJsonObject(scaler['spec']) ? scaler['spec']['scaleTargetRef'] : undefined;
  if (!isJsonObject(about) || nameOf(scaler).namespace !== namespace) return false;
  return about['kind'] === kind.kind && about['name'] === name;
}

function nameOf({ apiVersion, kind, metadata }: KubeObject): ObjectName {
  const { namespace, name } = isJsonObject(metadata) ? metadata : {};
  return {
    apiVersion: text(apiVersion),
    kind: text(kind),
    namespace: typeof namespace === 'string' ? namespace : null,
    name: text(name),
  };
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What is over its limit, in words with both numbers; undefined: nothing. */
export function overLimits(
  { pods, namespaces }: Pick<BlastRadius, 'pods' | 'namespaces'>,
  limits: BlastLimits,
): string | undefined {
  const { maxPods = Number.POSITIVE_INFINITY, maxNamespaces = Number.POSITIVE_INFINITY } = limits;
  if (pods > maxPods) return `${pods} pods are restarted or deleted, and blastRadius.maxPods is ${maxPods}`;
  if (namespaces.length > maxNamespaces) {
    const names = namespaces.join(', ');
    return `${namespaces.length} namespaces are touched (${names}), and blastRadius.maxNamespaces is ${maxNamespaces}`;
  }
  return undefined;
}
