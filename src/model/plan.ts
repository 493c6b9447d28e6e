import type { Digest } from '../base/digest.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { AuditHead } from './audit.ts';
import type { Brand } from './brand.ts';
import type { Permission, ServiceAccount } from './cluster.ts';
import type { LivePlan } from './live-plan.ts';
import type { StepType } from './generated/manifest.ts';
import type { RiskClass } from './verdict.ts';

export type PlanId = `plan_${string}`;
export type FailureKind = 'timeout' | 'conflict' | 'unavailable' | 'throttled' | 'failed';
export type OnInterrupt = 'verify' | 'retry' | 'ask';
export type OnError = 'fail' | 'continue' | 'rollback';

export interface RetryPolicy {
  /** In all, the first included. */
  readonly attempts: number;
  readonly initialMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitter: boolean;
  readonly on: readonly FailureKind[];
}

/** What the name of a step begins with that `rollback.auto` adds: no name that an author can give. */
export const UNDO_PREFIX = 'undo.';

/** A step with every default filled in. `with` still holds its `${{ }}`: values are taken when the step starts. */
export interface PlannedStep {
  readonly name: string;
  readonly type: StepType;
  readonly action: string | null;
  readonly with: JsonObject;
  readonly needs: readonly string[];
  /** CEL, or null: runs when its needs are satisfied. */
  readonly when: string | null;
  readonly retry: RetryPolicy;
  readonly timeoutMs: number | null;
  readonly onInterrupt: OnInterrupt;
  readonly probe: {
    readonly type: 'shell' | 'script' | 'http';
    readonly with: JsonObject;
    readonly timeoutMs: number;
  } | null;
  readonly onError: OnError;
  /** JSON Schema properties of declared outputs; empty where none are. */
  readonly outputs: JsonObject;
  /** A step per item of the list that this CEL gives, so many at once; null: it is one step. */
  readonly forEach: { readonly items: string; readonly parallel: number } | null;
  readonly concurrency: Concurrency | null;
  /** Of the rollback: the step of which it puts the captured state back. */
  readonly undoes?: string;
  /** What it will do, as a person reads it: argv, URL, duration. */
  readonly shows: readonly string[];
  /** Of a workflow step: what the nested workflow would do. */
  readonly workflow?: NestedPlan;
}

/** A run asks this cluster, and no other. */
export interface PlannedCluster {
  /** URL of the API server. */
  readonly server: string;
  readonly context: string;
  /** Where objects are meant that name no namespace. */
  readonly namespace: string;
  /** As whom it is asked, so that the server enforces the permissions too; null: as the user. */
  readonly account: ServiceAccount | null;
}

export interface PlannedPackage {
  readonly name: string;
  readonly version: string;
  readonly digest: Digest;
}

/** What a nested workflow would do, with its inputs as far as they are known before the run. */
export interface NestedPlan {
  readonly package: PlannedPackage;
  /** Right behind one that nests a workflow itself come the steps of that, and of its rollback. */
  readonly steps: readonly NestedStep[];
  readonly rollback: readonly NestedStep[];
  readonly egress: readonly string[];
}

export interface NestedStep extends Omit<PlannedStep, 'workflow'> {
  /** The steps that it lies in, from the nested workflow on. */
  readonly within: readonly string[];
  /** What it nests itself. */
  readonly nests: PlannedPackage | null;
}

/** How many with the same key may be under way at once, and what happens to one too many. */
export interface Concurrency {
  /** A step's may hold `${{ }}`; a run's has its values. */
  readonly key: string;
  readonly limit: number;
  readonly policy: 'queue' | 'replace' | 'reject';
}

/** Which steps a person chose. Empty lists choose all. */
export interface Selection {
  readonly skip: readonly string[];
  readonly only: readonly string[];
  /** Takes the outputs of all steps that are neither `from` nor behind it out of `run`. */
  readonly resume: { readonly run: string; readonly from: string } | null;
}

/** The most that a process step may use: all of its processes together. null: as much as there is. */
export interface ProcessLimits {
  /** In processors: 0.5 is half of one. */
  readonly cpu: number | null;
  readonly memoryBytes: number | null;
}

/** What a process can be held to; of memory also each process of a step by itself, where not all of them together. */
export type Enforceable = 'cpu' | 'memory' | 'memory-of-each' | 'egress' | 'permissions';

/** What a package would do here and now: the half of a plan that a dry-run shows. Nobody can approve it. */
export interface PlanPreview {
  readonly package: PlannedPackage;
  /** Secrets appear as their references. */
  readonly inputs: Readonly<Record<string, Json>>;
  readonly selection: Selection;
  /** In topological order: a step stands behind all of its needs. */
  readonly steps: readonly PlannedStep[];
  /** In the order in which they run. */
  readonly rollback: readonly PlannedStep[];
  readonly maxParallel: number;
  readonly timeoutMs: number | null;
  readonly outputBytes: number;
  readonly limits: ProcessLimits;
  readonly egress: readonly string[];
  /** Of the cluster, nothing else is asked of it; absent where the package declares none. */
  readonly permissions?: readonly Permission[];
  /** The cluster that it was planned against; absent where no step asks one. */
  readonly cluster?: PlannedCluster;
  /** What it would do to that cluster, as it was when it was asked. */
  readonly live?: LivePlan;
  /** Objects that a run locks. */
  readonly locks: readonly string[];
  /** Of runs. */
  readonly concurrency: Concurrency | null;
  readonly approval: {
    readonly approvers: number;
    readonly expiresInMs: number;
    readonly separateFromRequester: boolean;
  };
  /** What is not known until it runs, each with its reason. */
  readonly unknowns: readonly string[];
  /** The limits that hold here: no process step runs without them. */
  readonly enforced: readonly ('cpu' | 'memory')[];
  /** Declared limits and permissions that this platform cannot hold a process to. */
  readonly notEnforced: readonly string[];
  readonly verdict: { readonly class: RiskClass; readonly score: number; readonly policyDigest: Digest };
}

export interface Plan extends PlanPreview {
  readonly id: PlanId;
  /** Over package digest, inputs, selection and diff: what an approval binds. */
  readonly digest: Digest;
  readonly createdAt: string;
  readonly createdBy: string;
}

export type ApprovalId = `approval_${string}`;

/** Leave to run one plan, once. */
export interface Approval {
  readonly id: ApprovalId;
  readonly planId: PlanId;
  readonly planDigest: Digest;
  readonly approver: string;
  /** `local`: the claim of an operating system user, as there is no daemon to prove more. */
  readonly role: 'local';
  readonly reason: string;
  readonly approvedAt: string;
  readonly expiresAt: string;
  /** The run that used it. */
  readonly usedBy: string | null;
}

/** A plan with the approval that lets it run. */
export type ApprovedPlan = Brand<{ readonly plan: Plan; readonly approval: Approval }, 'approved'>;

/** A plan with its newest approval. */
export interface PlannedRecord {
  readonly plan: Plan;
  readonly approval: Approval | null;
}

/** What `approve` did: it let a plan run, or answered a step that asked. */
export type Approved =
  | { readonly kind: 'plan'; readonly approval: Approval; readonly auditHead: AuditHead }
  | {
      readonly kind: 'step';
      readonly run: string;
      readonly step: string;
      readonly by: string;
      readonly reason: string;
    };
