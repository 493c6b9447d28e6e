// Generated from schemas/wpk.v1.schema.json by `npm run codegen`; do not edit.
/* oxlint-disable max-lines */
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
   * CEL: false skips the step. `always()` and `failed()` let it run behind a failure. steps.NAME has `state`, `outputs` and `error`: what a failed step said, null of any other.
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
   * How long one attempt may take: a duration, such as 250ms, 30s, 15m, 4h or 2d, or ${{ }} over inputs.
   */
  timeout?: string;
  /**
   * What a crash in the middle of the step means: look at the world (verify), repeat it (retry), or wait for a person (ask). Default: verify for k8s; retry for wait, approval, prometheus, GET, and all of vault but write, delete, and a read that keeps a lease without a token of its own; else ask.
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
  | 'check'
  | 'approval'
  | 'workflow'
  | 'recipe';
/**
 * How to see whether an interrupted step was done.
 */
export type Probe = {
  /**
   * shell, script or http.
   */
  type?: 'shell' | 'script' | 'http';
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
  /**
   * Until when: CEL over probe, the outputs of the step's probe, which is asked again and again.
   */
  condition?: string;
  /**
   * For condition: how long between two looks: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  every?: string;
  /**
   * For condition: how long it must hold without a break: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  for?: string;
} & WaitWith1;
export type WaitWith1 = {
  [k: string]: Json;
};
/**
 * Applies objects server-side, as the field manager atomctl:PACKAGE: it sets the fields that the objects name, and drops those that this package set before and names no more. A field that another manager set is a conflict, which says whose it is. Namespaces and definitions come first. Undone, fields and their owners are as they were; what the step made is deleted.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sApplyWith".
 */
export type K8SApplyWith = K8SApplyWith1 & {
  /**
   * One object, a list of them, or YAML of them as text; secret inputs may stand in it, but not in a name. Absent: `file` alone.
   *
   * @maxItems 500
   */
  manifest?:
    | {
        [k: string]: Json;
      }
    | {}[]
    | string;
  /**
   * YAML of one or more objects, in the package. It is applied as it is: `${{ }}` is not looked for in it.
   */
  file?: string;
  /**
   * Of objects that name none. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * Takes over fields that another manager set. The policy says whether it may.
   */
  force?: boolean;
  /**
   * Whether the step waits until the Deployments, StatefulSets and DaemonSets among them are rolled out.
   */
  wait?: boolean;
};
export type K8SApplyWith1 = {
  [k: string]: Json;
};
/**
 * Deletes objects as they were seen: one that was changed or made anew meanwhile is read again first. Undone, they are made again as they were, without what was in a namespace or on a volume.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sDeleteWith".
 */
export type K8SDeleteWith = {
  /**
   * Kind of the object, as kubectl takes it: Deployment, deploy, deployments.apps.
   */
  kind: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where they are. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * The object's name; either this or `selector`.
   */
  name?: string;
  /**
   * Labels, as kubectl --selector takes them.
   */
  selector?: string;
  /**
   * The most objects that `selector` may find; where there are more, none is deleted.
   */
  maxObjects?: number;
  /**
   * What becomes of what they own: deleted behind them, deleted before them, or left.
   */
  propagation?: 'background' | 'foreground' | 'orphan';
  /**
   * Instead of the object's own.
   */
  gracePeriodSeconds?: number;
  /**
   * Whether it is no failure that there is nothing to delete.
   */
  ignoreMissing?: boolean;
  /**
   * Whether the step waits until they are gone; where it takes too long, it says for which finalizers.
   */
  wait?: boolean;
} & K8SDeleteWith1;
export type K8SDeleteWith1 = {
  [k: string]: Json;
};
/**
 * Runs a Job to its end, once, whatever crashes: its name is made of the run and the step. Its pods' logs become the step's. A Job that fails says why: the reason, the container, the exit code. The cluster removes it an hour after its end, or one of a CronJob as that says. Undone: the Job is removed.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sRunJobWith".
 */
export type K8SRunJobWith = {
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * What its name begins with.
   */
  name?: string;
  /**
   * Of the one container, which runs as nobody, under the restricted Pod Security Standard.
   */
  image?: string;
  /**
   * In place of the image's entry point.
   */
  command?: string[];
  /**
   * Arguments.
   */
  args?: string[];
  /**
   * Environment variables.
   */
  env?: {
    [k: string]: string | number | boolean;
  };
  /**
   * As whom it asks the API server. Default: it may not ask.
   */
  serviceAccountName?: string;
  /**
   * A whole Job in place of image: metadata and spec, as Kubernetes takes them.
   */
  job?: {};
  /**
   * cronjob/NAME in place of image: the CronJob's template as it is then, in a Job that belongs to it, as kubectl create job --from makes it. The CronJob's concurrencyPolicy holds for it: unless that is Allow, it is refused while another Job of the CronJob runs, and the CronJob's controller knows of it.
   */
  from?: string;
} & K8SRunJobWith1;
export type K8SRunJobWith1 = {
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
   * How many attempts in all: a number, or ${{ }} over inputs.
   */
  attempts: number | string;
  /**
   * The pause between attempts.
   */
  backoff?: {
    /**
     * The first pause: a duration, such as 250ms, 30s, 15m, 4h or 2d, or ${{ }} over inputs.
     */
    initial?: string;
    /**
     * How it grows.
     */
    factor?: number;
    /**
     * The longest pause: a duration, such as 250ms, 30s, 15m, 4h or 2d, or ${{ }} over inputs.
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
     * CPU of each process step, as in Kubernetes: 1, 0.5 or 500m. The plan says whether it is enforced here.
     */
    cpu?: string;
    /**
     * Memory of each process step, all of its processes together: 512Mi, 2Gi or 500M. The plan says whether it is enforced here.
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
     * host:port that http, notify and prometheus may reach, or ${{ }} over inputs: a host:port or a URL, whose place is meant; empty is no place. Absent or empty: none. VAULT_ADDR and PROM_URL are the operator's, and need no place here.
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
   * shell, script or http.
   */
  type?: 'shell' | 'script' | 'http';
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
 * And what the process writes to $ATOMCTL_OUTPUT as a JSON object.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "ShellOutputs".
 */
export interface ShellOutputs {
  /**
   * How it ended; 128 where a signal ended it, 127 where there is no such program.
   */
  exitCode?: number;
  /**
   * The last 64 KiB of its standard output, as text.
   */
  stdout?: string;
  /**
   * The last 64 KiB of its standard error, as text.
   */
  stderr?: string;
  /**
   * How many bytes of output were over validation.limits.outputBytes, and not kept.
   */
  droppedBytes?: number;
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
 * And what the process writes to $ATOMCTL_OUTPUT as a JSON object.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "ScriptOutputs".
 */
export interface ScriptOutputs {
  /**
   * How it ended; 128 where a signal ended it, 127 where there is no such program.
   */
  exitCode?: number;
  /**
   * The last 64 KiB of its standard output, as text.
   */
  stdout?: string;
  /**
   * The last 64 KiB of its standard error, as text.
   */
  stderr?: string;
  /**
   * How many bytes of output were over validation.limits.outputBytes, and not kept.
   */
  droppedBytes?: number;
}
/**
 * A command in a container of its own, by any engine that speaks Docker's API. It has no network, no capabilities, no new privileges and a read-only root. The run's work folder is /atomctl/work, the package /atomctl/package, read-only.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "DockerWith".
 */
export interface DockerWith {
  /**
   * The image, best by its digest: a tag may be another image tomorrow.
   */
  image: string;
  /**
   * argv, in place of the image's own. A shell is asked for by name: [sh, -c, …]; values reach it by env.
   */
  command?: string[];
  /**
   * In place of the image's own entry point; command follows it. Empty: none.
   */
  entrypoint?: string[];
  env?: Env1;
  files?: Files;
  /**
   * Text for its standard input.
   */
  stdin?: string;
  /**
   * USER or USER:GROUP, by name or number. Default: the user that atomctl runs as, so that the work folder is its own; where that is root, the image's.
   */
  user?: string;
  /**
   * Where it starts: an absolute path in the container.
   */
  workdir?: string;
  /**
   * none, host, or a network of the engine, such as bridge. Any but none needs validation.network.egress, and is not held to it.
   */
  network?: string;
  /**
   * SOURCE:PATH or SOURCE:PATH:ro. The source is an absolute path where the engine runs, or the name of a volume.
   */
  volumes?: string[];
  /**
   * Paths that are writable and in memory, beside /tmp.
   */
  tmpfs?: string[];
  /**
   * Whether the image's files cannot be changed.
   */
  readOnlyRoot?: boolean;
  /**
   * Capabilities that it keeps; all others are dropped.
   */
  capAdd?: string[];
  /**
   * The most that it may use. The outputs say of each whether the engine enforces it.
   */
  limits?: {
    /**
     * CPU, as in Kubernetes: 1, 0.5 or 500m. Default: validation.limits.cpu.
     */
    cpu?: string;
    /**
     * Memory, without swap: 512Mi, 2Gi or 500M. Default: validation.limits.memory.
     */
    memory?: string;
    /**
     * Processes and threads.
     */
    pids?: number | string;
  };
  /**
   * Limits of each of its processes, as of ulimit. They need no control groups.
   */
  ulimits?: {
    /**
     * Open files.
     */
    nofile?: number | string;
    /**
     * Processes of its user, also of those outside the container; it does not bind root.
     */
    nproc?: number | string;
  };
  /**
   * missing fetches an image that the engine does not have, without credentials.
   */
  pull?: 'never' | 'missing';
}
/**
 * Environment of the process.
 */
export interface Env1 {
  [k: string]: string | number | boolean;
}
/**
 * And what the process writes to $ATOMCTL_OUTPUT as a JSON object.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "DockerOutputs".
 */
export interface DockerOutputs {
  /**
   * How it ended; 128 where a signal ended it, 127 where there is no such program.
   */
  exitCode?: number;
  /**
   * The last 64 KiB of its standard output, as text.
   */
  stdout?: string;
  /**
   * The last 64 KiB of its standard error, as text.
   */
  stderr?: string;
  /**
   * The id of the image that ran.
   */
  image?: string;
  /**
   * Each limit, and whether the engine enforces it.
   */
  limits?: {
    [k: string]: Json;
  };
  /**
   * How many bytes of output were over validation.limits.outputBytes, and not kept.
   */
  droppedBytes?: number;
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
   * What of the answer's JSON is secret: names, and JSON pointers to its texts. They are outputs under `data`, and nowhere else.
   */
  secrets?: {
    [k: string]: string;
  };
  /**
   * The largest body that is read.
   */
  maxBytes?: number;
}
/**
 * The answer, also where it makes the step fail.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "HttpOutputs".
 */
export interface HttpOutputs {
  /**
   * The status code.
   */
  status?: number;
  /**
   * The answer's headers, in lower case.
   */
  headers?: {
    [k: string]: string;
  };
  /**
   * The answer's body, as text.
   */
  body?: string;
  /**
   * The body's JSON; null where it is none.
   */
  json?: {
    [k: string]: Json;
  };
  /**
   * What `secrets` names. It is secret, `sensitive: false` releases a field, and after a crash it is gone.
   */
  data?: {};
}
/**
 * What was waited for.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "WaitOutputs".
 */
export interface WaitOutputs {
  /**
   * For a duration and a time: the time, as RFC 3339.
   */
  until?: string;
  /**
   * For a condition: what the probe handed back last.
   */
  probe?: {
    [k: string]: Json;
  };
  /**
   * For a condition: how often the probe was asked.
   */
  looks?: number;
  /**
   * For a condition: how long it took.
   */
  seconds?: number;
}
/**
 * Tells somebody.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "NotifyWith".
 */
export interface NotifyWith {
  /**
   * Where to: the terminal and the log, a webhook, an incoming webhook of Slack (or what takes the same), PagerDuty's Events API v2, or mail.
   */
  channel?: 'terminal' | 'webhook' | 'slack' | 'pagerduty' | 'mail';
  /**
   * What to say.
   */
  message: string;
  /**
   * The webhook's URL, which may be a secret. For pagerduty another place than its own; for mail smtp://HOST[:PORT] (STARTTLS where the server has it) or smtps://HOST[:PORT]. Its host and port must be declared under validation.network.egress.
   */
  url?: string;
  /**
   * For a webhook: the JSON body instead of {message, run, step}. For slack: keys beside text, such as blocks. For pagerduty: the custom_details.
   */
  payload?: {
    [k: string]: Json;
  };
  /**
   * For pagerduty: the integration's key, a secret.
   */
  routingKey?: string;
  /**
   * For pagerduty: what happens to the incident.
   */
  eventAction?: 'trigger' | 'acknowledge' | 'resolve';
  /**
   * For pagerduty: how bad it is.
   */
  severity?: 'critical' | 'error' | 'warning' | 'info';
  /**
   * For pagerduty: events with the same key are one incident. Default: the run's id.
   */
  dedupKey?: string;
  /**
   * For mail: the sender.
   */
  from?: string;
  /**
   * For mail: the receivers.
   *
   * @minItems 1
   * @maxItems 100
   */
  to?: string[];
  /**
   * For mail. Default: the message's first line.
   */
  subject?: string;
  /**
   * For mail: who signs in.
   */
  username?: string;
  /**
   * For mail: the password, a secret; sent over TLS alone, unless the server is this machine.
   */
  password?: string;
}
/**
 * What was said, and what the receiver answered.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "NotifyOutputs".
 */
export interface NotifyOutputs {
  /**
   * The message, without secrets.
   */
  message?: string;
  /**
   * For webhook, slack and pagerduty: the status code.
   */
  status?: number;
  /**
   * For pagerduty: the key of the incident.
   */
  dedupKey?: string;
  /**
   * For mail: the receivers that the server took.
   */
  accepted?: string[];
  /**
   * For mail: those that it did not take.
   */
  rejected?: string[];
  /**
   * For mail: the Message-ID.
   */
  messageId?: string;
}
/**
 * Weighs what is known: hands back what follows from it, and fails where something is not as it must be. It asks nobody and changes nothing.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "CheckWith".
 */
export interface CheckWith {
  /**
   * Outputs of the step, each usually one ${{ }}.
   */
  values?: {};
  /**
   * What must be so. The step fails with the message of each that is not.
   *
   * @minItems 1
   * @maxItems 50
   */
  require?: {
    /**
     * ${{ }} that gives true or false.
     */
    that: boolean | string;
    /**
     * What is wrong where it is false.
     */
    message: string;
  }[];
}
/**
 * What `values` says, by its names.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "CheckOutputs".
 */
export interface CheckOutputs {}
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
/**
 * Who approved, and why, stands in the journal and the audit chain.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "ApprovalOutputs".
 */
export interface ApprovalOutputs {}
/**
 * Carries out another workflow of the registry, as a run of its own, and waits for its end. One approval covers both.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "WorkflowWith".
 */
export interface WorkflowWith {
  /**
   * NAME@VERSION, which spec.runtime.requirements.workflows pins by its digest.
   */
  workflow: string;
  /**
   * Its inputs. A secret may be handed on only as a whole: a text that is exactly ${{ inputs.NAME }}.
   */
  inputs?: {};
}
/**
 * How the other workflow's run ended.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "WorkflowOutputs".
 */
export interface WorkflowOutputs {
  /**
   * The id of its run.
   */
  run?: string;
  /**
   * succeeded or succeeded-with-errors: every other end fails the step.
   */
  result?: string;
  /**
   * What the run hands back: by step, the outputs of the steps that no other needs; null where that is too much.
   */
  outputs?: {
    [k: string]: Json;
  };
}
/**
 * Asks Prometheus once, or until a condition has held for a while.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "PrometheusWith".
 */
export interface PrometheusWith {
  /**
   * PromQL. $NAME stands for a value under vars, properly quoted; ${{ }} may not stand here.
   */
  query: string;
  /**
   * Values for $NAME in the query and vars.NAME in conditions. Behind =~ and !~ a value matches itself alone, and a list any of its items; behind [ and offset it is a duration.
   */
  vars?: {
    [k: string]: string | number | boolean | unknown[];
  };
  /**
   * Where Prometheus is; its host and port must be declared under validation.network.egress. Absent: PROM_URL, which the operator sets.
   */
  url?: string;
  /**
   * Asks for a range instead of an instant: the last duration, or from start to end.
   */
  range?: {
    [k: string]: Json;
  } & {
    /**
     * How far back from now: a duration, such as 250ms, 30s, 15m, 4h or 2d.
     */
    duration?: string;
    /**
     * From when: RFC 3339.
     */
    start?: string;
    /**
     * Until when: RFC 3339.
     */
    end?: string;
    /**
     * From point to point: a duration, such as 250ms, 30s, 15m, 4h or 2d.
     */
    step?: string;
  };
  /**
   * CEL that must hold. value is the newest sample of the only series, values all samples, series a list of {labels, value, values}. Samples are doubles: write value == 1.0 and value * 100.0. Absent: data is enough.
   */
  successCondition?: string;
  /**
   * CEL that ends the step as failed as soon as it holds.
   */
  failureCondition?: string;
  /**
   * What it means that the query gives no series, or one that is NaN or ended: that the condition does not hold, or that it does.
   */
  onNoData?: 'fail' | 'pass';
  /**
   * How often to ask, until successCondition holds: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  interval?: string;
  /**
   * How long successCondition must hold without interruption: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  for?: string;
  /**
   * How often in a row Prometheus may be unreachable while it is waited for; one time more fails the step.
   */
  consecutiveErrorLimit?: number;
  /**
   * The most series that a query may give.
   */
  maxSeries?: number;
  /**
   * A token for Prometheus: a secret input.
   */
  bearerToken?: string;
  /**
   * A user for Prometheus; the password is a secret input.
   */
  basicAuth?: {
    /**
     * The name.
     */
    username: string;
    /**
     * The password.
     */
    password: string;
  };
}
/**
 * What was read last.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "PrometheusOutputs".
 */
export interface PrometheusOutputs {
  /**
   * The newest sample of the only series: a number, `+Inf` or `-Inf`; null of NaN, and where there is not one series.
   */
  value?: {
    [k: string]: Json;
  };
  /**
   * Each series: `labels`, `value`, and in a range `min`, `max`, `avg` and `count`, how many samples are numbers.
   */
  series?: unknown[];
  /**
   * How long it waited.
   */
  seconds?: number;
  /**
   * What Prometheus warns of, where it does.
   */
  warnings?: unknown[];
}
/**
 * Reads a secret: a version of KV, or a credential that is made with a lease.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultReadWith".
 */
export interface VaultReadWith {
  /**
   * Mount and path, as vault kv get or vault read takes it: without data/.
   */
  path: string;
  /**
   * Of KV version 2. Absent: the newest.
   */
  version?: number;
  /**
   * Lets a lease outlive the run. Absent: it is renewed while the run goes on, and revoked when it ends.
   */
  keepLease?: boolean;
  /**
   * Has a credential made with a token of its own, which is written down first: what a crash cut off is revoked, and the lease does not end with the login of the run. Vault must let the run's token update auth/token/create-orphan and auth/token/revoke-accessor.
   */
  ownToken?: boolean;
}
/**
 * What was read.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultReadOutputs".
 */
export interface VaultReadOutputs {
  /**
   * The fields. They are secret: the journal holds `references` instead, and `sensitive: false` releases one.
   */
  data?: {};
  /**
   * Of KV version 2.
   */
  version?: number;
  /**
   * Its `id`, `seconds` and whether it is `renewable`, where a lease was given.
   */
  lease?: {};
}
/**
 * Writes a secret, or asks an engine to make something.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultWriteWith".
 */
export interface VaultWriteWith {
  /**
   * Mount and path, as vault kv get or vault read takes it: without data/.
   */
  path: string;
  /**
   * The fields; secret inputs may stand here.
   */
  data?: {
    [k: string]: Json;
  };
  /**
   * Check-and-set of KV version 2: the version that must be the newest, 0 that there is none.
   */
  cas?: number;
  /**
   * Lets a lease outlive the run. Absent: it is renewed while the run goes on, and revoked when it ends.
   */
  keepLease?: boolean;
}
/**
 * What Vault answers.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultWriteOutputs".
 */
export interface VaultWriteOutputs {
  /**
   * Of KV version 2.
   */
  version?: number;
  /**
   * What another engine made. It is secret, and after a crash it is gone.
   */
  data?: {};
  /**
   * Its `id`, `seconds` and whether it is `renewable`, where a lease was given.
   */
  lease?: {};
}
/**
 * Deletes what is at a path; of KV version 2 the newest version, which can be undeleted.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultDeleteWith".
 */
export interface VaultDeleteWith {
  /**
   * Mount and path, as vault kv get or vault read takes it: without data/.
   */
  path: string;
  /**
   * Of KV version 2: these instead.
   *
   * @minItems 1
   * @maxItems 100
   */
  versions?: number[];
}
/**
 * None.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultDeleteOutputs".
 */
export interface VaultDeleteOutputs {}
/**
 * Encrypts with a Transit key.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultEncryptWith".
 */
export interface VaultEncryptWith {
  /**
   * Name of the Transit key.
   */
  key: string;
  /**
   * Where the Transit engine is mounted.
   */
  mount?: string;
  /**
   * What to encrypt; a secret input may stand here.
   */
  plaintext: string;
  /**
   * How bytes are written here as text.
   */
  encoding?: 'utf8' | 'base64';
  /**
   * Context of a derived key.
   */
  context?: string;
}
/**
 * What all may see.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultEncryptOutputs".
 */
export interface VaultEncryptOutputs {
  /**
   * What Transit made.
   */
  ciphertext?: string;
  /**
   * The version of the key.
   */
  keyVersion?: number;
}
/**
 * Decrypts with a Transit key.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultDecryptWith".
 */
export interface VaultDecryptWith {
  /**
   * Name of the Transit key.
   */
  key: string;
  /**
   * Where the Transit engine is mounted.
   */
  mount?: string;
  /**
   * What encrypt gave.
   */
  ciphertext: string;
  /**
   * How bytes are written here as text.
   */
  encoding?: 'utf8' | 'base64';
  /**
   * Context of a derived key.
   */
  context?: string;
}
/**
 * What nobody may see.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultDecryptOutputs".
 */
export interface VaultDecryptOutputs {
  /**
   * `plaintext`. It is secret: the journal holds how to get it again.
   */
  data?: {};
}
/**
 * Signs with a Transit key.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultSignWith".
 */
export interface VaultSignWith {
  /**
   * Name of the Transit key.
   */
  key: string;
  /**
   * Where the Transit engine is mounted.
   */
  mount?: string;
  /**
   * What to sign.
   */
  input: string;
  /**
   * How bytes are written here as text.
   */
  encoding?: 'utf8' | 'base64';
  /**
   * Context of a derived key.
   */
  context?: string;
  /**
   * The hash that is signed.
   */
  hashAlgorithm?:
    | 'sha2-224'
    | 'sha2-256'
    | 'sha2-384'
    | 'sha2-512'
    | 'sha3-224'
    | 'sha3-256'
    | 'sha3-384'
    | 'sha3-512'
    | 'none';
  /**
   * Whether input is the hash already.
   */
  prehashed?: boolean;
  /**
   * Of an RSA key.
   */
  signatureAlgorithm?: 'pss' | 'pkcs1v15';
  /**
   * Of an ECDSA signature.
   */
  marshaling?: 'asn1' | 'jws';
}
/**
 * What all may see.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultSignOutputs".
 */
export interface VaultSignOutputs {
  /**
   * The signature.
   */
  signature?: string;
  /**
   * The version of the key.
   */
  keyVersion?: number;
}
/**
 * Verifies a signature with a Transit key; the step fails where it is not good.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultVerifyWith".
 */
export interface VaultVerifyWith {
  /**
   * Name of the Transit key.
   */
  key: string;
  /**
   * Where the Transit engine is mounted.
   */
  mount?: string;
  /**
   * What was signed.
   */
  input: string;
  /**
   * The signature.
   */
  signature: string;
  /**
   * How bytes are written here as text.
   */
  encoding?: 'utf8' | 'base64';
  /**
   * Context of a derived key.
   */
  context?: string;
  /**
   * The hash that is signed.
   */
  hashAlgorithm?:
    | 'sha2-224'
    | 'sha2-256'
    | 'sha2-384'
    | 'sha2-512'
    | 'sha3-224'
    | 'sha3-256'
    | 'sha3-384'
    | 'sha3-512'
    | 'none';
  /**
   * Whether input is the hash already.
   */
  prehashed?: boolean;
  /**
   * Of an RSA key.
   */
  signatureAlgorithm?: 'pss' | 'pkcs1v15';
  /**
   * Of an ECDSA signature.
   */
  marshaling?: 'asn1' | 'jws';
}
/**
 * Whether it is good; a step whose signature is not fails.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultVerifyOutputs".
 */
export interface VaultVerifyOutputs {
  /**
   * Whether the signature is good.
   */
  valid?: boolean;
}
/**
 * Says how long a lease still lasts.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultLookupWith".
 */
export interface VaultLookupWith {
  /**
   * The lease's ID.
   */
  lease: string;
  /**
   * Whether it is no failure that Vault has no such lease: `exists` is false then.
   */
  optional?: boolean;
}
/**
 * The lease as it is.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultLookupOutputs".
 */
export interface VaultLookupOutputs {
  /**
   * Whether there is one.
   */
  exists?: boolean;
  /**
   * Its `id`, the `seconds` that are left (0 where there is none) and whether it is `renewable`.
   */
  lease?: {};
}
/**
 * Renews a lease.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultRenewWith".
 */
export interface VaultRenewWith {
  /**
   * The lease's ID.
   */
  lease: string;
  /**
   * How long it is to last from now: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  increment?: string;
}
/**
 * The lease as it is now.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultRenewOutputs".
 */
export interface VaultRenewOutputs {
  /**
   * Its `id`, `seconds` and whether it is `renewable`, where a lease was given.
   */
  lease?: {};
}
/**
 * Revokes a lease: what was made with it ends.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultRevokeWith".
 */
export interface VaultRevokeWith {
  /**
   * The lease's ID.
   */
  lease: string;
}
/**
 * The lease that was revoked.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "VaultRevokeOutputs".
 */
export interface VaultRevokeOutputs {
  /**
   * Its `id`; 0 `seconds` are left.
   */
  lease?: {};
}
/**
 * Reads what containers have written, into the step's log: of a pod, or of the pods of a workload one after the other, at most 100 pods and 16 MiB a pod.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sLogsWith".
 */
export interface K8SLogsWith {
  /**
   * What `name` is: a Pod, or a workload whose pods are meant: Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or Service.
   */
  kind?: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * The object's name; either this or `selector`.
   */
  name?: string;
  /**
   * Labels of pods, as kubectl --selector takes them, instead of `name`.
   */
  selector?: string;
  /**
   * One container of the pods. Default: the one that the pod's annotation names, else its first.
   */
  container?: string;
  /**
   * Only what was written in the last: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  since?: string;
  /**
   * The last lines of each pod.
   */
  tail?: number;
  /**
   * What the container wrote before its last restart.
   */
  previous?: boolean;
  /**
   * Each line with its time.
   */
  timestamps?: boolean;
}
/**
 * What was written, in short; the step's log holds all of it.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sLogsOutputs".
 */
export interface K8SLogsOutputs {
  /**
   * How many lines.
   */
  lines?: number;
  /**
   * The last of them, up to 64 KiB.
   */
  text?: string;
  /**
   * Names of the pods.
   */
  pods?: unknown[];
  /**
   * Those of them that have no such log: not started, or without an earlier container.
   */
  silent?: unknown[];
}
/**
 * Reads the events of an object or of a namespace, the newest last.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sEventsWith".
 */
export interface K8SEventsWith {
  /**
   * Kind of what the events are about. Default: anything in the namespace.
   */
  kind?: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * Its name. Default: any of the kind.
   */
  name?: string;
  /**
   * Only those about objects whose names begin so, such as a Job and its pods, also where these are gone.
   */
  namePrefix?: string;
  /**
   * Only those that were seen in the last, by this machine's clock: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  since?: string;
  /**
   * Only warnings.
   */
  warnings?: boolean;
  /**
   * The newest of them.
   */
  limit?: number;
}
/**
 * The events.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sEventsOutputs".
 */
export interface K8SEventsOutputs {
  /**
   * Each with `type`, `reason`, `message`, `count`, `lastSeen` and `object` (KIND/NAME).
   */
  items?: unknown[];
  /**
   * How many of those that were found are warnings.
   */
  warnings?: number;
  /**
   * How many were found, before `limit`.
   */
  found?: number;
}
/**
 * Says how pods, nodes or workloads are, and what is wrong with them.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sDescribeWith".
 */
export interface K8SDescribeWith {
  /**
   * Pod, Node, or a workload, whose pods are described too; of other kinds the conditions.
   */
  kind: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * The object's name; either this or `selector`.
   */
  name?: string;
  /**
   * Labels, as kubectl --selector takes them; empty: all of the namespace.
   */
  selector?: string;
  /**
   * Fields, as kubectl --field-selector takes them, beside `selector`.
   */
  fieldSelector?: string;
  /**
   * Whether `selector` means every namespace.
   */
  allNamespaces?: boolean;
}
/**
 * The status.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sDescribeOutputs".
 */
export interface K8SDescribeOutputs {
  /**
   * Each with `name`, `namespace`, `node`, `phase`, `status` (the worst that is known, such as CrashLoopBackOff), `ready`, `restarts`, `conditions`, `problems` and `containers`: `name`, `image`, `state`, `reason`, `message`, `exitCode`, `ready`, `restarts` and how it ended the `last` time.
   */
  pods?: unknown[];
  /**
   * Each with `name`, `ready`, `schedulable`, `conditions`, `pressure`, `taints`, `kubelet`, `allocatable` and `problems`.
   */
  nodes?: unknown[];
  /**
   * Of other kinds: `name`, `conditions`, where they have one the `rollout` in words, and the `selector` of its pods, null for what has none.
   */
  items?: unknown[];
  /**
   * All that is wrong, as NAME/CONTAINER: why; empty where nothing is.
   */
  problems?: unknown[];
}
/**
 * Waits until an object is as it should be, or all that a selector chooses: give `condition`, `until`, `rollout`, `exists` or `deleted`. It waits for as long as the step's `timeout`, which then says what was seen last.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sWaitWith".
 */
export interface K8SWaitWith {
  /**
   * Kind of the objects, as kubectl takes it: Deployment, deploy, deployments.apps.
   */
  kind: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * The object's name; either this or `selector`.
   */
  name?: string;
  /**
   * Labels, as kubectl --selector takes them: all of these objects must be so, and there must be one.
   */
  selector?: string;
  /**
   * Fields, as kubectl --field-selector takes them, beside `selector`.
   */
  fieldSelector?: string;
  /**
   * Whether `selector` means every namespace.
   */
  allNamespaces?: boolean;
  /**
   * A condition of the status that must be true, or have another value: Ready=false.
   */
  condition?: string;
  /**
   * CEL that must be true, over `object` (without the data of a Secret) and `vars`. What is not there yet counts as false.
   */
  until?: string;
  /**
   * What `until` reads as `vars`.
   */
  vars?: {
    [k: string]: Json;
  };
  /**
   * Its rollout must be complete, as kubectl rollout status says; one that is over its deadline fails at once.
   */
  rollout?: true;
  /**
   * It must be there.
   */
  exists?: true;
  /**
   * It must be gone; another of the same name is another.
   */
  deleted?: true;
  /**
   * How long it must be so without interruption. Where the package may not watch, it is looked at every two seconds: a duration, such as 250ms, 30s, 15m, 4h or 2d.
   */
  for?: string;
}
/**
 * What it came to.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sWaitOutputs".
 */
export interface K8SWaitOutputs {
  /**
   * How long it was waited.
   */
  seconds?: number;
  /**
   * What was seen last, in words.
   */
  seen?: string;
  /**
   * The object, where `name` was given and it is there.
   */
  object?: {};
  /**
   * How many objects, where `selector` was given.
   */
  count?: number;
}
/**
 * Reads one object by its name, or several by their labels.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sGetWith".
 */
export interface K8SGetWith {
  /**
   * Kind of the objects, as kubectl takes it: Deployment, deploy, deployments.apps.
   */
  kind: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * The object's name; either this or `selector`.
   */
  name?: string;
  /**
   * Labels, as kubectl --selector takes them; empty: all of the namespace.
   */
  selector?: string;
  /**
   * Fields, as kubectl --field-selector takes them, beside `selector`.
   */
  fieldSelector?: string;
  /**
   * Whether `selector` means every namespace.
   */
  allNamespaces?: boolean;
  /**
   * Whether it is no failure that the object does not exist: `exists` is false then.
   */
  optional?: boolean;
  /**
   * The most objects that a selector may find; more are a failure that says how many.
   */
  limit?: number;
}
/**
 * What was read, without managedFields. The data of a Secret is secret: each value is `data.KEY`, decoded, and the journal holds a reference instead.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sGetOutputs".
 */
export interface K8SGetOutputs {
  /**
   * The object, where `name` was given and it exists.
   */
  object?: {};
  /**
   * Whether it does, where `name` was given.
   */
  exists?: boolean;
  /**
   * The objects, where `selector` was given.
   */
  items?: unknown[];
}
/**
 * What was applied.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sApplyOutputs".
 */
export interface K8SApplyOutputs {
  /**
   * For each object its `kind`, `namespace`, `name` and `result`: created, changed, or unchanged.
   */
  objects?: unknown[];
}
/**
 * Changes fields of one object that is there. Undone, the fields are as they were, where nobody changed them since.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sPatchWith".
 */
export interface K8SPatchWith {
  /**
   * Kind of the object, as kubectl takes it: Deployment, deploy, deployments.apps.
   */
  kind: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * The object's name.
   */
  name: string;
  /**
   * How `patch` is meant: as RFC 7386, as Kubernetes merges lists of its own kinds, or as RFC 6902. A json patch counts places in lists, so it is refused where the object has changed since it was read.
   */
  type?: 'merge' | 'strategic' | 'json';
  /**
   * The fields, or for json the operations; secret inputs may stand here.
   *
   * @maxItems 200
   */
  patch:
    | {
        [k: string]: Json;
      }
    | {}[];
}
/**
 * What was patched.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sPatchOutputs".
 */
export interface K8SPatchOutputs {
  /**
   * Its kind.
   */
  kind?: string;
  /**
   * Where it is; null for a kind without namespaces.
   */
  namespace?: string | null;
  /**
   * Its name.
   */
  name?: string;
  /**
   * Whether anything is different now.
   */
  result?: 'changed' | 'unchanged';
}
/**
 * What was deleted.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sDeleteOutputs".
 */
export interface K8SDeleteOutputs {
  /**
   * For each object its `kind`, `namespace` and `name`.
   */
  objects?: unknown[];
}
/**
 * Gives a workload so many replicas, and waits until it has them. Undone: the replicas that it had, unless another has changed them since.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sScaleWith".
 */
export interface K8SScaleWith {
  /**
   * Kind of the workload, as kubectl takes it.
   */
  kind?: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * Its name.
   */
  name: string;
  /**
   * How many.
   */
  replicas: number | string;
  /**
   * Whether to wait until they are there and available.
   */
  wait?: boolean;
}
/**
 * What a scale action hands back.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sScaleOutputs".
 */
export interface K8SScaleOutputs {
  /**
   * How many were asked for.
   */
  replicas?: number;
  /**
   * How long it took until they were there.
   */
  seconds?: number;
}
/**
 * Starts the pods of a workload anew, as its strategy says, and waits for the rollout. The same restart is not begun twice, also after a crash. Undone: the template that it had.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sRestartWith".
 */
export interface K8SRestartWith {
  /**
   * Kind of the workload, as kubectl takes it.
   */
  kind?: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * Its name.
   */
  name: string;
  /**
   * Whether to wait until the rollout is complete.
   */
  wait?: boolean;
}
/**
 * What a restart action hands back.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sRestartOutputs".
 */
export interface K8SRestartOutputs {
  /**
   * How long the rollout took.
   */
  seconds?: number;
}
/**
 * Lets pods go, by the eviction API, so that disruption budgets hold, and their controller makes new ones. Each goes once: by its uid. Nothing puts a pod back.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sRestartPodWith".
 */
export interface K8SRestartPodWith {
  /**
   * Always Pod.
   */
  kind?: 'Pod';
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * Its name.
   */
  name?: string;
  /**
   * Labels of pods, as kubectl --selector takes them, instead of `name`.
   */
  selector?: string;
  /**
   * false deletes the pods past their disruption budgets: the policy calls it unsafe.
   */
  evict?: boolean;
  /**
   * How long a pod may take to end. Default: as it says itself.
   */
  gracePeriodSeconds?: number;
  /**
   * Whether to wait until the pods are gone.
   */
  wait?: boolean;
}
/**
 * What a restart-pod action hands back.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sRestartPodOutputs".
 */
export interface K8SRestartPodOutputs {
  /**
   * The pods that went.
   */
  pods?: string[];
}
/**
 * Gives a Deployment, StatefulSet or DaemonSet the pods of an earlier revision, and waits for the rollout. Undone: the template that it had.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sRolloutUndoWith".
 */
export interface K8SRolloutUndoWith {
  /**
   * Kind of the workload, as kubectl takes it.
   */
  kind?: string;
  /**
   * Group and version, where several serve the kind. Default: the one that the API server prefers.
   */
  apiVersion?: string;
  /**
   * Where it is. Default: the namespace of the run (--namespace, else that of the context).
   */
  namespace?: string;
  /**
   * Its name.
   */
  name: string;
  /**
   * Which. Default: the one before the newest.
   */
  toRevision?: number;
  /**
   * Whether to wait until the rollout is complete.
   */
  wait?: boolean;
}
/**
 * What a rollout-undo action hands back.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sRolloutUndoOutputs".
 */
export interface K8SRolloutUndoOutputs {
  /**
   * How long the rollout took.
   */
  seconds?: number;
}
/**
 * Keeps new pods from a node. Undone: the node takes pods again, if it did before.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sCordonWith".
 */
export interface K8SCordonWith {
  /**
   * The node.
   */
  name: string;
}
/**
 * A cordon action hands nothing back.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sCordonOutputs".
 */
export interface K8SCordonOutputs {}
/**
 * Empties a node: it takes no new pods, and those that are there go by the eviction API, as their budgets allow. Pods of DaemonSets and static pods stay. Undone: the node takes pods again, if it did before.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sDrainWith".
 */
export interface K8SDrainWith {
  /**
   * The node.
   */
  name: string;
  /**
   * false deletes the pods past their disruption budgets: the policy calls it unsafe.
   */
  evict?: boolean;
  /**
   * How long a pod may take to end. Default: as it says itself.
   */
  gracePeriodSeconds?: number;
  /**
   * Whether pods go that nothing would make anew.
   */
  deleteLonePods?: boolean;
}
/**
 * What a drain action hands back.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sDrainOutputs".
 */
export interface K8SDrainOutputs {
  /**
   * The pods that went, as NAMESPACE/NAME.
   */
  pods?: string[];
}
/**
 * What a run-job action hands back.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "K8sRunJobOutputs".
 */
export interface K8SRunJobOutputs {
  /**
   * The Job's name.
   */
  job?: string;
  /**
   * How many lines its pods said.
   */
  lines?: number;
  /**
   * How long it took.
   */
  seconds?: number;
}
