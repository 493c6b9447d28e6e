import type { Digest } from '../base/digest.ts';
import type { Location } from '../base/errors.ts';
import type { Level } from './pod-security.ts';

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** safe: score < 20; caution: < 60; unsafe: 60 and more, or any critical issue that no granted exception covers. */
export type RiskClass = 'safe' | 'caution' | 'unsafe';

/** One thing that a dry-run found. */
export interface Issue {
  /** Rule id, such as host-path. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** The step that it concerns; null for the package as a whole. */
  readonly step: string | null;
  /** The Kubernetes object that it concerns, such as Deployment shop/web. */
  readonly object?: string;
  /** JSON pointer in the manifest, or in the file that `location` names. */
  readonly field: string;
  readonly location: Location;
  /** What stands there, in one sentence. */
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** Where the rule comes from, such as the Pod Security Standards. */
  readonly reference?: string;
  /** The id of Kubernetes' own Pod Security check, where there is one, and the level that has it. */
  readonly control?: string;
  readonly level?: Level;
  /** Set where somebody excepts it or asks for that: it lowers the score only when granted. */
  readonly exception?: 'requested' | 'granted' | 'expired';
  /** Who excepts it and why, beside `exception`. */
  readonly exceptionFrom?: {
    /** the author, who only asks; the signer, who may; or policy NAME of the tenant. */
    readonly by: string;
    readonly reason: string;
    readonly owner: string;
    /** The last day on which it counts, in UTC. */
    readonly expires: string;
  };
  /** Points of `score` that this issue gives. */
  readonly contribution: number;
}

/** What is excepted for an issue. */
export type IssueException = NonNullable<Issue['exceptionFrom']> & {
  readonly state: NonNullable<Issue['exception']>;
};

/** What the policy says of a package. */
export interface Verdict {
  /** Risk: 0 nothing found, 100 worst. */
  readonly score: number;
  readonly class: RiskClass;
  readonly suggests: 'manual' | 'auto';
  /** Worst first. */
  readonly issues: readonly Issue[];
  readonly packageDigest: Digest;
  /** Of the rules that judged, so that a recorded verdict says what it stands for. */
  readonly policyDigest: Digest;
}

/** What was found in one file or package, for reports of many. */
export interface Judged extends Pick<Verdict, 'score' | 'class' | 'issues'> {
  /** As the user named it. */
  readonly file: string;
}
