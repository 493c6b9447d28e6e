import type { Digest } from '../base/digest.ts';
import type { AuditHead } from '../model/audit.ts';
import type { Page } from '../model/list.ts';
import type { StoredPackage } from '../model/stored-package.ts';
import type { RiskClass } from '../model/verdict.ts';

export interface DryRunRecord {
  readonly id: string;
  readonly tenant: string;
  readonly packageDigest: Digest;
  readonly policyDigest: Digest;
  readonly class: RiskClass;
  readonly score: number;
}

/** Bytes, and the bundles or legacy signatures that counted for them. */
export interface KeptPackage {
  readonly blob: Uint8Array;
  readonly proofs: readonly Uint8Array[];
}

/** The packages of this store: rows and their bytes. Trust is decided by whoever loads them, each time. */
export interface Registry {
  /**
   * Stores bytes and row. The same digest again adds the signatures of new signers, if any, and gives the stored row.
   * @throws {AtomError} ATOM_VERSION_EXISTS where the version is stored with another digest.
   */
  add(
    stored: StoredPackage,
    blob: Uint8Array,
    actor: string,
  ): Promise<{
    stored: StoredPackage;
    added: boolean;
    /** Signers whose signature was not there before. */
    addedSigners: readonly string[];
    head: AuditHead;
  }>;
  /** All versions of a name, in no order. */
  versions(tenant: string, name: string): Promise<readonly StoredPackage[]>;
  list(query: { tenant: string; cursor: string | null; limit: number }): Promise<Page<StoredPackage>>;
  yank(id: StoredPackage['id'], request: { actor: string; reason: string; at: string }): Promise<AuditHead>;
  /** Keeps the bytes and proof of a package that is planned, so that its runs can be resumed whatever becomes of the file. */
  keep(digest: Digest, kept: KeptPackage): Promise<void>;
  /** What was kept or added under a digest; undefined where nothing was. Verified by whoever loads it. */
  kept(digest: Digest): Promise<KeptPackage | undefined>;
  /** The stored bytes. @throws {AtomError} ATOM_STORE_DAMAGED where they are gone. */
  blob(digest: Digest): Promise<Uint8Array>;
  recordDryRun(
    record: DryRunRecord,
    request: { actor: string; at: string; subject: string },
  ): Promise<AuditHead>;
}
