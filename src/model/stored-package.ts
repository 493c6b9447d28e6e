import type { Digest } from '../base/digest.ts';
import type { AuditHead } from './audit.ts';
import type { UncountedSignature } from './trust.ts';

export type PackageId = `wpk_${string}`;

/** A row of the registry. Names follow the table's columns. */
export interface StoredPackage {
  readonly id: PackageId;
  readonly name: string;
  readonly version: string;
  readonly digest: Digest;
  readonly tenant_id: string;
  /** A yanked version stays readable but cannot be planned. */
  readonly state: 'active' | 'yanked';
  /** Key id or identity of the signer, as it was verified on intake. */
  readonly signer: string;
  readonly sig_time: string;
  readonly sig_time_source: 'timestamp' | 'log' | 'intake';
  /** The bundle, or the legacy signature, base64. Verified again at every load. */
  readonly cosign_blob: string;
  /** Those of the other signers who counted on intake, at most 15. Verified again like the first. */
  readonly further_signatures: readonly FurtherSignature[];
  readonly labels: Readonly<Record<string, string>>;
  readonly created_at: string;
}

export interface FurtherSignature {
  readonly signer: string;
  readonly cosign_blob: string;
}

/** What `push` did. */
export interface PushedPackage {
  readonly package: StoredPackage;
  /** False where the same bytes were there already. */
  readonly added: boolean;
  /** Signers whose signature was not there before. */
  readonly addedSigners: readonly string[];
  /** Signatures beside the file that do not count, and are not stored. */
  readonly notCounted: readonly UncountedSignature[];
  /** Where the registry is. */
  readonly registry: string;
  readonly auditHead: AuditHead;
}

/** What `pull` wrote. */
export interface PulledPackage {
  readonly package: StoredPackage;
  readonly file: string;
  /** The first of `bundles`. */
  readonly bundle: string;
  readonly bundles: readonly string[];
}

/** All versions of a name, the highest first. */
export interface WorkflowDetails {
  readonly name: string;
  readonly versions: readonly StoredPackage[];
}

/** What `workflows yank` did. */
export interface YankedPackage {
  readonly package: StoredPackage;
  readonly auditHead: AuditHead;
}
