import type { Issue, RiskClass } from './verdict.ts';

/** An issue of a file; its place is also there flat, for tools that read lines. */
export interface FileIssue extends Issue {
  readonly line: number;
  readonly col: number;
}

/** What the policy says of one manifest, script or package. */
export interface CheckedFile {
  /** As it was given, or as it was found in a folder that was given. */
  readonly file: string;
  readonly class: RiskClass;
  /** Risk: 0 nothing found, 100 worst. */
  readonly score: number;
  /** Worst first. */
  readonly issues: readonly FileIssue[];
}

/** What the policy says of files, in the order given. */
export interface PolicyCheck {
  readonly items: readonly CheckedFile[];
}
