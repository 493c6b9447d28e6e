import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainRecord, EMPTY_CHAIN, headOf, leafHash, parseHead } from '../../../src/audit/chain.ts';
import { type StoredAuditRecord, verifyChain } from '../../../src/audit/verify.ts';

describe('the audit chain', () => {
  test('has the leaf hash of RFC 6962', async () => {
    expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });

  test('verifies as it was written, and gives its head', async () => {
    const chain = chainOf(['push', 'plan', 'approve']);

    expect(await verifyChain(chain)).toEqual({ ok: true, head: { size: 3, hash: chain[2]?.hash } });
  });

  test('an empty chain is whole', async () => {
    expect(await verifyChain([])).toEqual({ ok: true, head: EMPTY_CHAIN });
  });

  test('any edit, drop, reorder or insertion is found, whichever record it hits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string(), { minLength: 2, maxLength: 8 }),
        fc.nat(),
        fc.constantFrom(...TAMPERINGS),
        async (subjects, pick, tamper) => {
          const chain = chainOf(subjects);
          const changed = tamper(chain, pick % (chain.length - 1));

          expect(await verifyChain(changed)).toMatchObject({ ok: false });
        },
      ),
    );
  });

  test('a cut tail is found against a checkpoint, and not without one', async () => {
    const chain = chainOf(['a', 'b', 'c']);
    const head = await verifyChain(chain);
    if (!head.ok) throw new Error('the chain is whole');

    expect(await verifyChain(chain.slice(0, 2))).toMatchObject({ ok: true });
    expect(await verifyChain(chain.slice(0, 2), head.head)).toMatchObject({ ok: false, seq: 3 });
  });

  test('a chain that was written anew is found against a checkpoint', async () => {
    const [kept, other] = [chainOf(['a', 'b']), chainOf(['a', 'x', 'c'])];

    expect(await verifyChain(other, { size: 2, hash: kept[1]?.hash ?? '' })).toMatchObject({
      ok: false,
      seq: 2,
    });
    expect(await verifyChain(chainOf(['a', 'b', 'c']), { size: 2, hash: kept[1]?.hash ?? '' })).toMatchObject(
      { ok: true },
    );
  });

  test('a head reads back', async () => {
    const state = { size: 12, hash: leafHash('x') };

    expect(parseHead(headOf(state))).toEqual(state);
    expect(parseHead('12:short')).toBeUndefined();
  });
});

const TAMPERINGS: readonly ((chain: StoredAuditRecord[], at: number) => StoredAuditRecord[])[] = [
  (chain, at) => chain.filter((_, index) => index !== at),
  (chain, at) => chain.map((r, i) => (i === at ? { ...r, text: r.text.replace('"push"', '"plan"') } : r)),
  (chain, at) => chain.map((r, i) => (i === at ? rehashed(r) : r)),
  (chain, at) => swap(chain, at),
  (chain, at) => chain.flatMap((r, i) => (i === at ? [r, r] : [r])),
];

/** An attacker who also mends the hash beside the changed text. */
function rehashed(record: StoredAuditRecord): StoredAuditRecord {
  const text = record.text.replace('"push"', '"plan"');
  return { ...record, text, hash: leafHash(text) };
}

function swap(chain: StoredAuditRecord[], at: number): StoredAuditRecord[] {
  const [left, right] = [chain[at], chain[at + 1]];
  if (left === undefined || right === undefined) throw new Error('nothing to swap');
  return chain.with(at, right).with(at + 1, left);
}

function chainOf(subjects: readonly string[]): StoredAuditRecord[] {
  let state = EMPTY_CHAIN;
  return subjects.map((subject) => {
    const entry = { action: 'push', actor: 'ada', tenant: 'local', subject, details: {} } as const;
    const { record, text, hash } = chainRecord(state, entry, '2026-01-01T00:00:00.000Z');
    state = { size: record.seq, hash };
    return { seq: record.seq, text, hash };
  });
}
