import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../../src/base/digest.ts';
import type { SignatureTime, Signer, TrustEntry } from '../../../src/model/trust.ts';
import { addEntry, removeEntry } from '../../../src/trust/change.ts';
import { decideTrust, type TrustQuestion } from '../../../src/trust/decide.ts';
import { matchesGlob } from '../../../src/base/glob.ts';

const ALICE = key('a');

describe('decideTrust', () => {
  test('trusts nobody when the policy is empty', () => {
    expect(decideTrust([], question())).toMatchObject({ trusted: false });
  });

  test('trusts a key for the packages and the tenant of its entry only', () => {
    const entries = [entry({ packages: ['backup-*'], tenant: 'prod' })];

    expect(decideTrust(entries, question({ name: 'backup-verify', tenant: 'prod' })).trusted).toBe(true);
    expect(decideTrust(entries, question({ name: 'restore', tenant: 'prod' })).trusted).toBe(false);
    expect(decideTrust(entries, question({ name: 'backup-verify' })).trusted).toBe(false);
  });

  test('lets a signer of packages sign policies only where the entry says so', () => {
    const asked = question({ kind: 'policy', name: 'acme' });

    expect(decideTrust([entry({ packages: ['*'] })], asked)).toMatchObject({ trusted: false });
    expect(decideTrust([entry({ packages: ['*'], policies: ['other'] })], asked).trusted).toBe(false);
    expect(decideTrust([entry({ packages: [], policies: ['ac*'] })], asked).trusted).toBe(true);
    expect(decideTrust([entry({ packages: [], policies: ['*'] })], question()).trusted).toBe(false);
  });

  test('gives the rules of the entries that cover the package, and of no other', () => {
    const entries = [
      entry({ id: 'one', mayExcept: ['host-path'] }),
      entry({ id: 'two', packages: ['other'], mayExcept: ['privileged'] }),
    ];

    expect(decideTrust(entries, question())).toEqual({
      trusted: true,
      by: ['one'],
      mayExcept: ['host-path'],
    });
  });

  test('keeps what is proven to be signed before a removal, and nothing else', () => {
    const entries = [entry({ removedAt: at(10) })];

    expect(decideTrust(entries, question({ time: proven(9) })).trusted).toBe(true);
    expect(decideTrust(entries, question({ time: proven(10) })).trusted).toBe(false);
    expect(decideTrust(entries, question({ time: seen(9) }))).toMatchObject({
      why: expect.stringContaining('nothing proves'),
    });
  });

  test('trusts a compromised key only for what is proven to be older, whatever other entries say', () => {
    const entries = [
      entry({ removedAt: at(10), compromisedSince: at(5) }),
      entry({ id: 'again', tenant: 'local' }),
    ];

    expect(decideTrust(entries, question({ time: proven(4) })).trusted).toBe(true);
    expect(decideTrust(entries, question({ time: proven(6) })).trusted).toBe(false);
    expect(decideTrust(entries, question({ time: seen(4) })).trusted).toBe(false);
  });

  test('no policy trusts a signer that it does not name', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEntry(), { maxLength: 6 }), arbitraryQuestion(), (entries, asked) => {
        const others = entries.filter(
          ({ signer }) => JSON.stringify(signer) !== JSON.stringify(asked.signer),
        );
        expect(decideTrust(others, asked).trusted).toBe(false);
      }),
    );
  });

  test('whoever trusts names an entry for this signer, package and tenant, not removed before the signature', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEntry(), { maxLength: 6 }), arbitraryQuestion(), (entries, asked) => {
        const decision = decideTrust(entries, asked);
        const by = decision.trusted ? decision.by : [];
        expect(by.length > 0).toBe(decision.trusted);
        for (const one of entries.filter(({ id }) => by.includes(id))) {
          expect(one.signer).toEqual(asked.signer);
          expect(one.tenant).toBe(asked.tenant);
          const named = asked.kind === 'package' ? one.packages : (one.policies ?? []);
          expect(named.some((glob) => matchesGlob(glob, asked.name))).toBe(true);
          const provenBefore =
            asked.time.sigTimeSource !== 'intake' && asked.time.sigTime < (one.removedAt ?? '');
          expect(one.removedAt === undefined || provenBefore).toBe(true);
        }
      }),
    );
  });

  test('taking trust away never makes anything trusted', () => {
    fc.assert(
      fc.property(
        fc.record({
          entries: fc.array(arbitraryEntry(), { minLength: 1, maxLength: 6 }),
          pick: fc.nat(),
          compromisedSince: arbitraryTime(),
        }),
        arbitraryQuestion(),
        ({ entries, pick, compromisedSince }, asked) => {
          const numbered = entries.map((one, i) => ({ ...one, id: `trust_${i}_` }));
          const removal = { id: `trust_${pick % numbered.length}_`, at: at(20), compromisedSince };
          const { policy: left } = removeEntry(policy(...numbered), removal);
          const [before, after] = [decideTrust(numbered, asked), decideTrust(left.entries, asked)];
          expect(before.trusted || !after.trusted).toBe(true);
        },
      ),
    );
  });
});

describe('changing the policy', () => {
  test('a key that was removed as compromised is never trusted again', () => {
    const old = policy(entry({ removedAt: at(10), compromisedSince: at(5) }));

    expect(() => addEntry(old, entry({ id: 'new' }), undefined)).toThrow('not trusted again');
  });

  test('a later and a lesser compromise do not undo an earlier one', () => {
    const first = removeEntry(policy(entry({})), { id: 'trust_1', at: at(10), compromisedSince: at(5) });
    const second = removeEntry(first.policy, { id: 'trust_1', at: at(12), compromisedSince: at(7) });

    expect(second.removed).toMatchObject({ removedAt: at(10), compromisedSince: at(5) });
  });

  test('the beginning of two ids removes neither', () => {
    const two = policy(entry({ id: 'trust_1a' }), entry({ id: 'trust_1b' }));

    expect(() => removeEntry(two, { id: 'trust_1', at: at(1), compromisedSince: undefined })).toThrow(
      '2 entries',
    );
    expect(() => removeEntry(two, { id: '', at: at(1), compromisedSince: undefined })).toThrow('no entry');
  });
});

describe('matchesGlob', () => {
  test('agrees with the regular expression that it stands for', () => {
    const letters = fc.constantFrom('a', 'b', '-', '*', '?');
    const glob = fc.array(letters, { maxLength: 8 }).map((all) => all.join(''));
    const name = fc.array(fc.constantFrom('a', 'b', '-'), { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(glob, name, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(matchesGlob(pattern, text)).toBe(expression.test(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

function policy(...entries: TrustEntry[]) {
  return { entries, required: [], roots: new Map<Digest, string>() };
}

function key(letter: string): Signer {
  return { kind: 'key', keyId: `sha256:${letter.repeat(64)}` };
}

function at(hour: number): string {
  return new Date(Date.UTC(2027, 0, 1, hour)).toISOString();
}

function proven(hour: number): SignatureTime {
  return { sigTime: at(hour), sigTimeSource: 'timestamp' };
}

function seen(hour: number): SignatureTime {
  return { sigTime: at(hour), sigTimeSource: 'intake' };
}

function entry(some: Partial<TrustEntry>): TrustEntry {
  return {
    id: 'trust_1',
    signer: ALICE,
    packages: ['*'],
    tenant: 'local',
    mayExcept: [],
    addedAt: at(0),
    ...some,
  };
}

function question(some: Partial<TrustQuestion> = {}): TrustQuestion {
  return { signer: ALICE, kind: 'package', name: 'sample', tenant: 'local', time: seen(1), ...some };
}

function arbitrarySigner(): fc.Arbitrary<Signer> {
  return fc.oneof(
    fc.constantFrom(key('a'), key('b')),
    fc.record({
      kind: fc.constant('identity' as const),
      identity: fc.constantFrom('a', 'b'),
      issuer: fc.constantFrom('i', 'j'),
    }),
  );
}

function arbitraryTime(): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: 19 }).map(at);
}

function arbitraryEntry(): fc.Arbitrary<TrustEntry> {
  return fc
    .record(
      {
        id: fc.uuid(),
        signer: arbitrarySigner(),
        packages: fc.array(fc.constantFrom('*', 'sample', 's*', 'other'), { minLength: 1, maxLength: 2 }),
        policies: fc.array(fc.constantFrom('*', 'sample', 'other'), { maxLength: 2 }),
        tenant: fc.constantFrom('local', 'prod'),
        mayExcept: fc.subarray(['host-path', 'privileged']),
        addedAt: arbitraryTime(),
        removedAt: arbitraryTime(),
        compromisedSince: arbitraryTime(),
      },
      { requiredKeys: ['id', 'signer', 'packages', 'tenant', 'mayExcept', 'addedAt'] },
    )
    .map(({ compromisedSince, ...rest }) => ({
      ...rest,
      ...(compromisedSince !== undefined && rest.removedAt !== undefined && { compromisedSince }),
    }));
}

function arbitraryQuestion(): fc.Arbitrary<TrustQuestion> {
  return fc.record({
    signer: arbitrarySigner(),
    kind: fc.constantFrom('package' as const, 'policy' as const),
    name: fc.constantFrom('sample', 'other'),
    tenant: fc.constantFrom('local', 'prod'),
    time: fc.record({
      sigTime: arbitraryTime(),
      sigTimeSource: fc.constantFrom('timestamp' as const, 'log' as const, 'intake' as const),
    }),
  });
}
