import type { AuditEntry, AuditHead, ListedAuditRecord } from '../model/audit.ts';
import type { Page } from '../model/list.ts';

/** How a record is put behind the chain's state; src/audit/chain.ts decides it, the store keeps it. */
export type Chain = (
  state: { readonly size: number; readonly hash: string },
  entry: AuditEntry,
  at: string,
) => { readonly text: string; readonly hash: string };

/** The audit chain. What changes the store writes its record in the same transaction; `record` is for what does not. */
export interface AuditLog {
  record(entry: AuditEntry, at: string): Promise<AuditHead>;
  head(): Promise<AuditHead>;
  /** Newest first. */
  list(query: {
    cursor: string | null;
    limit: number;
    subject?: string | undefined;
  }): Promise<Page<ListedAuditRecord>>;
  /** Every record in order, as it is stored, read in pages. */
  stored(): AsyncIterable<{ readonly seq: number; readonly text: string; readonly hash: string }>;
}
