// Generated from schemas/policy.v1.schema.json by `npm run codegen`; do not edit.
/* oxlint-disable max-lines */
import type { Json } from '../../base/json.ts';

/**
 * How bad it is: critical alone makes a package unsafe, high and medium caution; low and info leave it safe.
 *
 * This interface was referenced by `PolicyRules`'s JSON-Schema
 * via the `definition` "Severity".
 */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/**
 * Rules of your own, and exceptions that you grant: a YAML file (`kind: PolicyRules`) that counts beside the built-in rules.
 */
export interface PolicyRules {
  /**
   * Version of this format.
   */
  apiVersion: 'v1';
  /**
   * What the document is.
   */
  kind: 'PolicyRules';
  metadata: PolicyMetadata;
  /**
   * What to look for, besides the built-in rules.
   *
   * @maxItems 10000
   */
  rules?: OwnRule[];
  /**
   * What is excepted from a rule, for whom, and until when. These count because you list them; a package only asks.
   *
   * @maxItems 10000
   */
  exceptions?: PolicyException[];
}
/**
 * Who the policy is.
 *
 * This interface was referenced by `PolicyRules`'s JSON-Schema
 * via the `definition` "PolicyMetadata".
 */
export interface PolicyMetadata {
  /**
   * A DNS label. Verdicts name it where it grants an exception.
   */
  name: string;
  /**
   * What it is for.
   */
  description?: string;
}
/**
 * One rule.
 *
 * This interface was referenced by `PolicyRules`'s JSON-Schema
 * via the `definition` "OwnRule".
 */
export interface OwnRule {
  /**
   * Lower-case words with - between them. Not that of a built-in rule: begin it with your own name.
   */
  id: string;
  /**
   * What it finds, in a few words.
   */
  title: string;
  severity: Severity;
  /**
   * What it is asked about: the package once, or each step, Kubernetes object, pod, container, or command of a shell program.
   */
  scope: 'package' | 'step' | 'object' | 'pod' | 'container' | 'command';
  /**
   * CEL that is true where there is something to report. It may read the variable named as the scope (of a package: manifest), manifest, and for what lies inside another also that: pod, object, step.
   */
  when: string;
  /**
   * What stands there, in one sentence; may hold ${{ }} with CEL over the same variables. Absent: the title.
   */
  message?: string;
  /**
   * Why it matters.
   */
  why: string;
  /**
   * How to mend it.
   */
  fix: string;
  /**
   * Where the rule comes from: a URL.
   */
  reference?: string;
  /**
   * Examples that `atomctl policy test` judges. Give at least one that is found and one that is not.
   *
   * @maxItems 200
   */
  tests?: RuleTest[];
}
/**
 * An example, and whether the rule finds something in it.
 *
 * This interface was referenced by `PolicyRules`'s JSON-Schema
 * via the `definition` "RuleTest".
 */
export interface RuleTest {
  /**
   * What is special about it.
   */
  name: string;
  /**
   * What to judge: what the scope is about (a container, a step, a shell program), or something that holds it: a pod, a Kubernetes object, a whole package.
   */
  input: {
    [k: string]: Json;
  };
  /**
   * Whether the rule finds something; or the message that it gives.
   */
  finds: boolean | string;
}
/**
 * One exception.
 *
 * This interface was referenced by `PolicyRules`'s JSON-Schema
 * via the `definition` "PolicyException".
 */
export interface PolicyException {
  /**
   * The id of a rule, built in or your own.
   */
  rule: string;
  /**
   * The package's name, or a glob of names: * stands for any letters, ? for one.
   */
  package: string;
  /**
   * The step; absent: all, and the package as a whole.
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
   * The last day on which it counts, in UTC.
   */
  expires: string;
}
