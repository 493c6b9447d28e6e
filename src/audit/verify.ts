import { canonicalJson } from '../base/canonical.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { type ChainState, EMPTY_CHAIN, leafHash } from './chain.ts';

export interface StoredAuditRecord {
  readonly seq: number;
  readonly text: string;
  readonly hash: string;
}

export type ChainVerdict =
  | { readonly ok: true; readonly head: ChainState }
  | { readonly ok: false; readonly seq: number; readonly problem: string };

/**
 * Walks the chain from its first record and says where it first breaks.
 * With a `checkpoint` that was kept elsewhere it also finds a cut tail and a
 * store that was put back as a whole; without one those cannot be excluded.
 */
export async function verifyChain(
  records: Iterable<StoredAuditRecord> | AsyncIterable<StoredAuditRecord>,
  checkpoint?: ChainState,
): Promise<ChainVerdict> {
  let state = EMPTY_CHAIN;
  let atCheckpoint = checkpoint?.size === 0 ? EMPTY_CHAIN : undefined;
  for await (const stored of records) {
    const problem = problemOf(stored, state);
    if (problem !== undefined) return { ok: false, seq: state.size + 1, problem };
    state = { size: stored.seq, hash: stored.hash };
    if (state.size === checkpoint?.size) atCheckpoint = state;
  }
  if (checkpoint === undefined) return { ok: true, head: state };
  if (atCheckpoint === undefined) {
    return {
      ok: false,
      seq: state.size + 1,
      problem: `the chain has ${state.size} records, the checkpoint names ${checkpoint.size}: the tail was cut or the store was put back`,
    };
  }
  if (atCheckpoint.hash !== checkpoint.hash) {
    return {
      ok: false,
      seq: checkpoint.size,
      problem: 'the record has another hash than the checkpoint: the chain was written anew',
    };
  }
  return { ok: true, head: state };
}

function problemOf(stored: StoredAuditRecord, state: ChainState): string | undefined {
  if (stored.seq !== state.size + 1) return `record ${state.size + 1} is missing, ${stored.seq} follows`;
  if (leafHash(stored.text) !== stored.hash) return 'the text of the record was changed';
  const record = parse(stored.text);
  if (record === undefined) return 'the record is not canonical JSON';
  if (record['seq'] !== stored.seq) return `the record is numbered otherwise within`;
  if (record['previous'] !== state.hash) return 'the record does not follow the one before it';
  return undefined;
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isJsonObject(value) && canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
