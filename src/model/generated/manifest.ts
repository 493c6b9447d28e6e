// Generated from schemas/wpk.v1.schema.json by `npm run codegen`; do not edit.
import type { Json } from '../../base/json.ts';

/**
 * What starts a run without a person.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Trigger".
 */
export type Trigger = WebhookTrigger | ScheduleTrigger | EventTrigger;
/**
 * One step.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Step".
 */
export type Step = {
  /**
   * Its name: letters, digits, - and _.
   */
  name: string;
  type?: StepType;
  /**
   * The action, for types that have several.
   */
  action?: string;
  /**
   * The step's own settings, by type: see atomctl explain shell.with and so on.
   */
  with?: {
    [k: string]: Json;
  };
  /**
   * Steps that must have ended first.
   */
  needs?: string[];
  /**
   * CEL: false skips the step. `always()` and `failed()` let it run behind a failure.
   */
  when?: string;
  /**
   * CEL that gives a list of at most 100,000: a step per item, called NAME[i], with `item` and `index` in scope. A failed item starts no others and fails the step; with onError: continue all run.
   */
  forEach?: string;
  /**
   * How many items of forEach at once.
   */
  parallel?: number;
  retry?: Retry;
  /**
   * How long one attempt may take: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  timeout?: string;
  /**
   * What a crash in the middle of the step means: look at the world (verify), repeat it (retry), or wait for a person (ask). Default: verify for k8s; retry for wait, approval, prometheus and GET; else ask.
   */
  onInterrupt?: 'verify' | 'retry' | 'ask';
  probe?: Probe;
  /**
   * What a failure means for the run. Default: rollback where the package has rollback, else fail. continue counts the step as satisfied.
   */
  onError?: 'fail' | 'continue' | 'rollback';
  /**
   * JSON Schema properties of the outputs; `sensitive: false` releases one from taint.
   */
  outputs?: {
    [k: string]: {
      [k: string]: Json;
    };
  };
  concurrency?: Concurrency;
};
/**
 * What carries the step out.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "StepType".
 */
export type StepType =
  | 'k8s'
  | 'docker'
  | 'shell'
  | 'script'
  | 'http'
  | 'prometheus'
  | 'vault'
  | 'notify'
  | 'wait'
  | 'approval'
  | 'workflow'
  | 'recipe';
/**
 * How to see whether an interrupted step was done.
 */
export type Probe = {
  /**
   * shell or script.
   */
  type?: 'shell' | 'script';
  /**
   * As in a step of that type.
   */
  with: {
    [k: string]: Json;
  };
  /**
   * How long it may take: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  timeout?: string;
};
/**
 * Waits.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "WaitWith".
 */
export type WaitWith = {
  /**
   * How long: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  duration?: string;
  /**
   * Until when: RFC 3339.
   */
  until?: string;
} & WaitWith1;
export type WaitWith1 = {
  [k: string]: Json;
};

/**
 * A workflow package: who wrote it, what it may do, and the steps it takes.
 */
export interface Manifest {
  /**
   * The version of this schema.
   */
  apiVersion: 'v1';
  /**
   * Says that this file is a workflow package.
   */
  kind: 'WorkflowPackage';
  metadata: Metadata;
  spec: Spec;
}
/**
 * Who and what the package is.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Metadata".
 */
export interface Metadata {
  /**
   * The package's name: a DNS label.
   */
  name: string;
  /**
   * SemVer. Name and version are unique in a tenant and never change once stored.
   */
  version: string;
  /**
   * Who answers for it: a mail address or a team.
   */
  author: string;
  /**
   * One sentence on what it does.
   */
  description?: string;
  /**
   * Free words to find it by.
   */
  labels?: {
    [k: string]: string;
  };
  /**
   * Who must have signed it. A different verified signer is refused.
   */
  signature?: {
    [k: string]: Json;
  } & {
    /**
     * The key: sha256:… of the public key, or vault://transit/NAME.
     */
    keyRef?: string;
    /**
     * The identity in the certificate.
     */
    identity?: string;
    /**
     * The OIDC issuer in the certificate.
     */
    issuer?: string;
  };
}
/**
 * What it needs, what it may do, and what it does.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Spec".
 */
export interface Spec {
  runtime: Runtime;
  /**
   * JSON Schema (2020-12) of the run's inputs. `writeOnly: true` marks a secret, which may only be given as vault://, env:// or file://.
   */
  inputs?: {
    [k: string]: Json;
  };
  safety?: Safety;
  /**
   * What starts a run without a person.
   *
   * @maxItems 64
   */
  triggers?: Trigger[];
  /**
   * The steps; a graph without cycles through `needs`.
   *
   * @minItems 1
   * @maxItems 100000
   */
  handlers: Step[];
  rollback?: Rollback;
  validation?: Validation;
  monitoring?: Monitoring;
  concurrency?: Concurrency1;
  /**
   * How many steps of a run may run at once.
   */
  maxParallel?: number;
}
/**
 * Where the package expects to run.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Runtime".
 */
export interface Runtime {
  /**
   * Where it expects to run, and the default of a step's type.
   */
  type: 'k8s' | 'docker' | 'shell';
  /**
   * What must be there.
   */
  requirements?: {
    /**
     * A SemVer range of the cluster's version.
     */
    kubernetes?: string;
    /**
     * Programs that must be on PATH.
     */
    tools?: string[];
    /**
     * Secrets that must resolve: vault://, env:// or file:// references.
     */
    secrets?: string[];
    /**
     * Nested workflows, pinned by digest.
     *
     * Items: A nested workflow.
     */
    workflows?: {
      /**
       * NAME@VERSION.
       */
      workflow: string;
      /**
       * sha256:… of the package.
       */
      digest: string;
    }[];
  };
}
/**
 * Who may run it and how.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Safety".
 */
export interface Safety {
  /**
   * auto may start without a person, where the tenant allows it too.
   */
  mode?: 'manual' | 'auto';
  /**
   * Roles that may run it; may only narrow what the tenant allows.
   */
  allowedRoles?: string[];
  /**
   * What an approval takes.
   */
  approval?: {
    /**
     * How many people must approve.
     */
    approvers?: number;
    /**
     * How long an approval holds: a duration, such as 250ms, 30s, 15m, 4h or 2d.
     */
    expiresIn?: string;
    /**
     * The approver must not be the requester.
     */
    separateFromRequester?: boolean;
  };
  /**
   * What the dry-run must have found.
   */
  dryRun?: {
    /**
     * The worst class that may run. Default: caution for manual, safe for auto.
     */
    requiredClass?: 'safe' | 'caution';
  };
  /**
   * The most that a run may touch.
   */
  blastRadius?: {
    /**
     * Pods restarted or deleted.
     */
    maxPods?: number;
    /**
     * Namespaces touched.
     */
    maxNamespaces?: number;
  };
}
/**
 * Starts on an HTTP event.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "WebhookTrigger".
 */
export interface WebhookTrigger {
  /**
   * An HTTP event.
   */
  type: 'webhook';
  /**
   * Its name in the webhook URL: a DNS label.
   */
  name: string;
  /**
   * CEL over `event`: true starts a run.
   */
  match?: string;
  /**
   * CEL over `event`: events with the same key start one run.
   */
  dedupKey?: string;
}
/**
 * Starts by the clock.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "ScheduleTrigger".
 */
export interface ScheduleTrigger {
  /**
   * By the clock.
   */
  type: 'schedule';
  /**
   * Five fields: minute hour day month weekday.
   */
  cron: string;
  /**
   * An IANA time zone.
   */
  timezone?: string;
  /**
   * What to do about firings that were missed.
   */
  missed?: 'skip' | 'once' | 'all';
  /**
   * A firing in an hour that a clock change leaves out.
   */
  gap?: 'next' | 'skip';
  /**
   * A firing in an hour that a clock change repeats.
   */
  fold?: 'first' | 'second' | 'both';
}
/**
 * Starts on a signal or incident.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "EventTrigger".
 */
export interface EventTrigger {
  /**
   * A signal or incident.
   */
  type: 'event';
  /**
   * Where the event comes from.
   */
  source: 'signal' | 'incident';
  /**
   * CEL over `event`: true starts a run.
   */
  match?: string;
  /**
   * How long it must hold: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  for?: string;
}
/**
 * Tries again.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Retry".
 */
export interface Retry {
  /**
   * How many attempts in all.
   */
  attempts: number;
  /**
   * The pause between attempts.
   */
  backoff?: {
    /**
     * The first pause: a duration, such as 250ms, 30s, 15m, 4h or 2d.
     */
    initial?: string;
    /**
     * How it grows.
     */
    factor?: number;
    /**
     * The longest pause: a duration, such as 250ms, 30s, 15m, 4h or 2d.
     */
    max?: string;
    /**
     * Spread the pauses at random.
     */
    jitter?: boolean;
  };
  /**
   * Kinds of failure that are tried again. Default: all.
   */
  on?: ('timeout' | 'conflict' | 'unavailable' | 'throttled' | 'failed')[];
}
/**
 * How many of the same key at once: steps within a run and across all runs, or under spec whole runs.
 */
export interface Concurrency {
  /**
   * Text, may hold ${{ }}.
   */
  key: string;
  /**
   * How many.
   */
  limit?: number;
  /**
   * What happens to one too many: it waits for its turn (queue), the one that holds the key is asked to end (replace), or it fails (reject).
   */
  policy?: 'queue' | 'replace' | 'reject';
}
/**
 * How to undo.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Rollback".
 */
export interface Rollback {
  /**
   * Put the captured pre-state back, newest first.
   */
  auto?: boolean;
  /**
   * Your own compensation, in this order.
   *
   * @minItems 1
   * @maxItems 1000
   */
  handlers?: Step[];
}
/**
 * What it is allowed to do; the runner does nothing else.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Validation".
 */
export interface Validation {
  /**
   * Kubernetes permissions, as in a Role.
   *
   * @maxItems 1000
   *
   * Items: One rule: verbs on resources.
   */
  permissions?: {
    /**
     * API groups; "" is the core group.
     */
    apiGroups?: string[];
    /**
     * Resources, in the plural.
     */
    resources: string[];
    /**
     * What may be done with them.
     */
    verbs: string[];
    /**
     * Where. Absent: cluster-wide.
     */
    namespaces?: string[];
    /**
     * These objects alone.
     */
    resourceNames?: string[];
  }[];
  /**
   * The most that it may use.
   */
  limits?: {
    /**
     * Time of the whole run: a duration, such as 250ms, 30s, 15m, 4h or 2d.
     */
    timeout?: string;
    /**
     * CPU, as in Kubernetes: 1, 0.5 or 500m.
     */
    cpu?: string;
    /**
     * Memory: 512Mi, 2Gi or 500M.
     */
    memory?: string;
    /**
     * How much output of one step is kept: 10Mi, 500k.
     */
    outputBytes?: string;
  };
  /**
   * What the network may be used for.
   */
  network?: {
    /**
     * host:port that http and notify may reach. Absent or empty: none.
     */
    egress?: string[];
  };
  /**
   * Requests of the author to except a rule; they count only when granted.
   *
   * @maxItems 200
   *
   * Items: One exception.
   */
  exceptions?: {
    /**
     * The rule's id.
     */
    rule: string;
    /**
     * The step; absent: all.
     */
    step?: string;
    /**
     * Why it must be so.
     */
    reason: string;
    /**
     * Who answers for it.
     */
    owner: string;
    /**
     * Until when: YYYY-MM-DD.
     */
    expires: string;
  }[];
}
/**
 * What it reports.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Monitoring".
 */
export interface Monitoring {
  /**
   * Metrics of each run.
   *
   * @maxItems 100
   *
   * Items: A metric.
   */
  metrics?: {
    /**
     * Its name: letters, digits, _ and :.
     */
    name: string;
    /**
     * Its type.
     */
    type: 'gauge' | 'counter' | 'histogram';
    /**
     * A number, may hold ${{ }}.
     */
    value: string;
    /**
     * What it says, in one sentence.
     */
    help?: string;
  }[];
  /**
   * Who hears of the run.
   *
   * @maxItems 100
   *
   * Items: An alert.
   */
  alerts?: {
    /**
     * Its name: a DNS label.
     */
    name: string;
    /**
     * CEL over `run` and `steps`.
     */
    when: string;
    /**
     * Whom to tell.
     */
    notify: string;
  }[];
}
/**
 * How many of the same key at once: steps within a run and across all runs, or under spec whole runs.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Concurrency".
 */
export interface Concurrency1 {
  /**
   * Text, may hold ${{ }}.
   */
  key: string;
  /**
   * How many.
   */
  limit?: number;
  /**
   * What happens to one too many: it waits for its turn (queue), the one that holds the key is asked to end (replace), or it fails (reject).
   */
  policy?: 'queue' | 'replace' | 'reject';
}
export interface Probe1 {
  /**
   * shell or script.
   */
  type?: 'shell' | 'script';
  /**
   * As in a step of that type.
   */
  with: {
    [k: string]: Json;
  };
  /**
   * How long it may take: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  timeout?: string;
}
/**
 * A command, as argv.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "ShellWith".
 */
export interface ShellWith {
  /**
   * argv. A shell is asked for by name: [sh, -c, …]; values reach it by env.
   *
   * @minItems 1
   */
  command: string[];
  env?: Env;
  files?: Files;
  /**
   * Text for its standard input.
   */
  stdin?: string;
  /**
   * A path in the work folder.
   */
  cwd?: string;
}
/**
 * Environment of the process.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Env".
 */
export interface Env {
  [k: string]: string | number | boolean;
}
/**
 * Values put into private files; the path is in $NAME.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Files".
 */
export interface Files {
  [k: string]: string;
}
/**
 * A script of the package.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "ScriptWith".
 */
export interface ScriptWith {
  /**
   * A path in the package.
   */
  file: string;
  /**
   * What runs it. Absent: by its #! line.
   */
  interpreter?: string;
  /**
   * Its arguments.
   */
  args?: string[];
  env?: Env;
  files?: Files;
  /**
   * Any value: JSON on its standard input.
   */
  input?: {
    [k: string]: Json;
  };
}
/**
 * An HTTP request.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "HttpWith".
 */
export interface HttpWith {
  /**
   * Where to. Its host and port must be declared under validation.network.egress.
   */
  url: string;
  /**
   * The method.
   */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Request headers.
   */
  headers?: {
    [k: string]: string;
  };
  /**
   * Text, or any value: sent as JSON.
   */
  body?: {
    [k: string]: Json;
  };
  /**
   * What a good answer is.
   */
  expect?: {
    /**
     * Status codes that count as success. Default: 200–299.
     *
     * @minItems 1
     */
    status?: number[];
  };
  /**
   * The largest body that is read.
   */
  maxBytes?: number;
}
/**
 * Tells somebody.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "NotifyWith".
 */
export interface NotifyWith {
  /**
   * Where to.
   */
  channel?: 'terminal' | 'webhook';
  /**
   * The webhook's URL.
   */
  url?: string;
  /**
   * What to say.
   */
  message: string;
  /**
   * For a webhook: the JSON body instead of {message, run, step}.
   */
  payload?: {
    [k: string]: Json;
  };
}
/**
 * Waits for a person.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "ApprovalWith".
 */
export interface ApprovalWith {
  /**
   * What the person is asked.
   */
  message: string;
  /**
   * How long it waits before it fails: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  expiresIn?: string;
}
