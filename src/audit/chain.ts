import { canonicalJson } from '../base/canonical.ts';
import { sha256Hex } from '../base/digest.ts';
import type { AuditEntry, AuditHead, AuditRecord } from '../model/audit.ts';

/** The state of the chain: how many records there are and the hash of the last. */
export interface ChainState {
  readonly size: number;
  readonly hash: string;
}

/** A record as it is stored: its canonical text (RFC 8785) and that text's leaf hash. */
export interface ChainedRecord {
  readonly record: AuditRecord;
  readonly text: string;
  readonly hash: string;
}

/** Before the first record: the hash of no leaves, as RFC 6962 has it. */
export const EMPTY_CHAIN: ChainState = { size: 0, hash: sha256Hex('') };

/** Puts an entry behind `state`. The record names the hash before it, so no record can be changed, dropped or moved unseen. */
export function chainRecord(state: ChainState, entry: AuditEntry, at: string): ChainedRecord {
  const record: AuditRecord = { ...entry, seq: state.size + 1, at, previous: state.hash };
  const text = canonicalJson({ ...record });
  return { record, text, hash: leafHash(text) };
}

/** RFC 6962 §2.1: SHA-256 over a zero byte and the leaf. Hex. */
export function leafHash(text: string): string {
  return sha256Hex(`\u0000${text}`);
}

export function headOf(state: ChainState): AuditHead {
  return `${state.size}:${state.hash}`;
}

/** Reads `SIZE:HASH`; undefined where it is not that. */
export function parseHead(text: string): ChainState | undefined {
  const [, size, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return size === undefined || hash === undefined ? undefined : { size: Number(size), hash };
}
