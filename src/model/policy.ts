import type { Location } from '../base/errors.ts';
import type { Page } from './list.ts';
import type { Problem } from './problem.ts';
import type { Severity } from './verdict.ts';

/** One test of a rule, as it was run. */
export interface TestedExample {
  readonly rule: string;
  readonly test: string;
  readonly passed: boolean;
  /** Why it failed; null when it passed. */
  readonly message: string | null;
  readonly location: Location;
}

/** What `policy test` says of one file. */
export interface TestedPolicy {
  /** Its name, else the file. */
  readonly id: string;
  readonly file: string;
  readonly valid: boolean;
  /** What is wrong with the file itself, in the order of the text; no test of it is run then. */
  readonly problems: readonly Problem[];
  readonly tests: readonly TestedExample[];
  /** Rules without a test. */
  readonly untested: readonly string[];
}

/** In the order of the paths, the files of a folder by name. */
export interface PolicyTest extends Page<TestedPolicy> {
  readonly passed: number;
  readonly failed: number;
}

/** A rule that counts here. */
export interface ListedRule {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** built-in, or the file that it stands in. */
  readonly from: string;
}

/** An exception that the tenant grants. */
export interface ListedException {
  readonly rule: string;
  readonly package: string;
  /** Null: every step. */
  readonly step: string | null;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  readonly expired: boolean;
  readonly from: string;
}

/** A file of the policy that counts here. */
export interface ListedPolicy {
  readonly name: string;
  readonly file: string;
  /** Who signed it; null where nobody did. */
  readonly signer: string | null;
}

/** What judges packages here. */
export interface PolicyList {
  /** As verdicts name it. */
  readonly policyDigest: string;
  readonly policies: readonly ListedPolicy[];
  readonly items: readonly ListedRule[];
  readonly exceptions: readonly ListedException[];
  readonly next: null;
}
