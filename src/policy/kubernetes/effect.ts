import type { K8sObject } from '../view/objects.ts';
import type { Placed } from '../view/place.ts';

/** What a k8s step does to a cluster, or what a program asks kubectl, oc or helm to do. */
export interface Effect {
  /** As a sentence begins: "The step", "kubectl". */
  readonly by: string;
  /** In the words of a k8s step: delete, apply, patch, scale, restart, drain; others as they were said. */
  readonly action: string;
  readonly reads: boolean;
  readonly targets: readonly EffectTarget[];
  readonly everyNamespace: boolean;
  /** Every object of the kind: --all, an empty selector, or no name at all. */
  readonly everyObject: boolean;
  /** How it overrides what would hold it back, such as --force; null where it does not. */
  readonly forcedBy: string | null;
  /** Past PodDisruptionBudgets. */
  readonly skipsEviction: boolean;
  readonly replicas: number | null;
  /** A patch, where its value is known. */
  readonly patch: string | null;
  /** What it is about is only known when it runs, or is not in the package. */
  readonly unknown: boolean;
  readonly place: Placed;
}

export interface EffectTarget {
  /** In the plural: pods. */
  readonly resource: string;
  /** null: not named. */
  readonly name: string | null;
  /** null: the one that is set where it runs. */
  readonly namespace: string | null;
  /** The object itself, where the package holds it. */
  readonly object: K8sObject | null;
}

const READING = new Set(
  [
    'get list logs describe events top wait watch status diff can-i verify explain version api-resources api-versions',
    'cluster-info config auth completion options plugin rollout-status rollout-history whoami project projects',
    'history template lint show search repo dependency env pull package',
  ].flatMap((line) => line.split(' ')),
);

/** Whether an action only looks. One that is not known changes something. */
export function isReading(action: string | null): boolean {
  return action !== null && READING.has(action);
}

export function targetOf(object: K8sObject): EffectTarget {
  const { name, namespace } = object;
  return { resource: object.resource, name, namespace, object };
}

/** "namespaces shop", "every pod of every namespace". */
export function titleOf({ targets, everyObject, everyNamespace }: Effect): string {
  const names = targets.map(({ resource, name }) =>
    name === null ? `${everyObject ? 'every object of ' : ''}${resource}` : `${resource} ${name}`,
  );
  const [first = 'something', ...more] = new Set(names);
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return `${first}${others}${everyNamespace ? ' in every namespace' : ''}`;
}
