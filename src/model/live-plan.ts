import type { Json } from '../base/json.ts';

export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  /** null for a kind without namespaces. */
  readonly namespace: string | null;
  readonly name: string;
}

/** One field of an object, as it is and as it would be. */
export interface FieldChange {
  /** `spec.template.spec.containers[web].image`: an item of a list by its name where it has one. */
  readonly path: string;
  /** `conflict`: another manager owns it. `unknown`: known only when it runs. */
  readonly state: 'changed' | 'conflict' | 'unknown';
  /** Absent where there is none. */
  readonly before?: Json;
  readonly after?: Json;
  /** Whether the plan sets or deletes it; else the server does, as it fills in an object. */
  readonly own: boolean;
  /** Who owns it, or why it is unknown. */
  readonly why?: string;
}

/** What a step would do to one object. */
export interface ObjectChange {
  /** `NAME[i]` for an item of a forEach step. */
  readonly step: string;
  /** null: not known before the run. */
  readonly object: ObjectName | null;
  readonly effect: 'create' | 'change' | 'delete' | 'evict' | 'nothing' | 'conflict' | 'unknown';
  readonly fields: readonly FieldChange[];
  /** Why it is unknown, or what else is to be known of it. */
  readonly why?: string;
}

/** A disruption budget that the plan meets. */
export interface BudgetUse {
  readonly namespace: string;
  readonly name: string;
  /** How many more of its pods may be away now. */
  readonly allowed: number;
  /** How many of its pods the plan restarts or evicts. */
  readonly pods: number;
}

/** How far a plan reaches. */
export interface BlastRadius {
  /** Pods that are restarted, evicted or deleted. */
  readonly pods: number;
  /** How many replicas are added and taken away. */
  readonly replicas: number;
  readonly objects: number;
  readonly namespaces: readonly string[];
  readonly budgets: readonly BudgetUse[];
  /** What stands on a workload that is changed: services, autoscalers. */
  readonly dependents: readonly ObjectName[];
  /** What could not be counted, and why. */
  readonly unknown: readonly string[];
}

/** The most that a package says its runs may touch. */
export interface BlastLimits {
  readonly maxPods?: number | undefined;
  readonly maxNamespaces?: number | undefined;
}

/** Whether the one who runs it may do what the plan does, by the cluster's own word. */
export interface AccessReview {
  /** `patch deployments.apps "web" in shop`. */
  readonly action: string;
  readonly allowed: boolean;
  readonly why: string;
}

/** What a plan would do to the cluster as it is now. */
export interface LivePlan {
  readonly changes: readonly ObjectChange[];
  readonly blastRadius: BlastRadius;
  /** What the run is held to where the plan could not count. */
  readonly limits: BlastLimits;
  readonly access: readonly AccessReview[];
}
