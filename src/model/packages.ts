import type { Digest } from '../base/digest.ts';
import type { StepType, Validation } from './generated/manifest.ts';
import type { Signer } from './trust.ts';
import type { RiskClass, Severity, Verdict } from './verdict.ts';

/** What `pack` made. */
export interface PackedPackage {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly digest: Digest;
  /** Of the archive. */
  readonly bytes: number;
  /** In the archive, checksums.json included. */
  readonly files: number;
  /** Paths that were not packed; folders end with `/`. */
  readonly leftOut: readonly string[];
}

/** What a package says of itself, before anyone trusts it. */
export interface Inspection {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly author: string;
  readonly description: string | null;
  readonly digest: Digest;
  readonly form: 'archive' | 'manifest';
  readonly bytes: number;
  readonly files: readonly InspectedFile[];
  readonly steps: readonly InspectedStep[];
  readonly requests: InspectedRequests;
  /** The first of `signatures`. Null when no bundle lies beside the file. */
  readonly signature: SignatureSummary | null;
  /** Those that count, in order, then the others. */
  readonly signatures: readonly SignatureSummary[];
  readonly risk: RiskSummary;
}

export interface InspectedFile {
  readonly path: string;
  readonly size: number;
  /** Octal: 0644 or 0755. */
  readonly mode: string;
  readonly sha256: string;
}

export interface InspectedStep {
  readonly name: string;
  readonly type: StepType;
  readonly action: string | null;
  readonly needs: readonly string[];
  readonly line: number;
}

/** What the package asks to be allowed. */
export interface InspectedRequests {
  readonly mode: 'manual' | 'auto';
  readonly permissions: NonNullable<Validation['permissions']>;
  readonly egress: readonly string[];
  readonly secrets: readonly string[];
  readonly tools: readonly string[];
  readonly workflows: readonly string[];
  /** Rules that the author asks to be excepted from. */
  readonly exceptions: readonly string[];
}

/** A signature beside a package. `claimed` is what the bundle says of itself; only `verified` means anything. */
export interface SignatureSummary {
  readonly state: 'claimed' | 'verified' | 'unreadable';
  readonly bundle: string;
  readonly signer: Signer | null;
  /** RFC 3339; null where the bundle names no time. */
  readonly time: string | null;
  /** Whether the digest in the bundle is the package's; null where it names none. */
  readonly sameDigest: boolean | null;
  /** Why it is not verified; null when it is. */
  readonly reason: string | null;
}

/** What a dry-run would say, in short; no exception is granted to a package that nobody verified. */
export interface RiskSummary {
  readonly score: number;
  readonly class: RiskClass;
  readonly suggests: Verdict['suggests'];
  /** How many issues of each severity, worst first. */
  readonly issues: readonly { readonly severity: Severity; readonly count: number }[];
}

/** What differs between two packages. */
export interface PackageDiff {
  readonly a: DiffSide;
  readonly b: DiffSide;
  readonly same: boolean;
  readonly fields: readonly FieldChange[];
  readonly files: readonly FileChange[];
}

export interface DiffSide {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly digest: Digest;
}

/** A field of the manifest. Absent on the side where it is not there. */
export interface FieldChange {
  /** As people write it: spec.handlers[restart].timeout. */
  readonly field: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface FileChange {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly sizeBefore: number | null;
  readonly sizeAfter: number | null;
  readonly modeBefore: string | null;
  readonly modeAfter: string | null;
  /** Unified, for a changed text file that is small enough; null otherwise. */
  readonly text: readonly string[] | null;
}
