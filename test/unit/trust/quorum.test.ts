import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Signer, TrustPolicy, TrustRequirement } from '../../../src/model/trust.ts';
import { setRequirement } from '../../../src/trust/change.ts';
import { formatPolicy, parsePolicy } from '../../../src/trust/policy-file.ts';
import { quorumOf, requiredSigners, type TrustedSignature } from '../../../src/trust/quorum.ts';

const RULES = ['host-path', 'privileged', 'network'];
const HERE = { kind: 'package', name: 'sample', tenant: 'local' } as const;

describe('requiredSigners', () => {
  test('is one where nothing is said of the package and tenant', () => {
    expect(requiredSigners([], HERE)).toBe(1);
    expect(requiredSigners([need(3, 'other'), need(4, '*', 'prod')], HERE)).toBe(1);
  });

  test('of a policy is not that of a package of the same name', () => {
    const all = [need(2), { policies: 'sam*', tenant: 'local', signers: 3 }];

    expect(requiredSigners(all, HERE)).toBe(2);
    expect(requiredSigners(all, { ...HERE, kind: 'policy' })).toBe(3);
    expect(requiredSigners(all, { ...HERE, kind: 'policy', name: 'other' })).toBe(1);
  });

  test('is the strictest of all that cover the package, in whatever order they stand', () => {
    fc.assert(
      fc.property(requirements(), (all) => {
        const numbers = all.filter(
          ({ tenant, packages = 'other' }) => tenant === 'local' && packages !== 'other',
        );
        const strictest = Math.max(1, ...numbers.map(({ signers }) => signers));
        expect(requiredSigners(all, HERE)).toBe(strictest);
        expect(requiredSigners(all.toReversed(), HERE)).toBe(strictest);
      }),
    );
  });
});

describe('quorumOf', () => {
  test('counts a signer once, however many signatures are there', () => {
    fc.assert(
      fc.property(signatures(), fc.nat(4), (given, times) => {
        const { counted, repeated } = quorumOf(given, 1);
        const again = quorumOf([...given, ...Array.from({ length: times }, () => given).flat()], 1);
        expect(counted).toHaveLength(new Set(given.map(({ signer }) => JSON.stringify(signer))).size);
        expect(again.counted).toEqual(counted);
        expect([...counted, ...repeated].toSorted(byText)).toEqual(given.toSorted(byText));
      }),
    );
  });

  test('one more trusted signature takes nobody and no exception away', () => {
    fc.assert(
      fc.property(signatures(), signature(), fc.integer({ min: 1, max: 4 }), (given, more, required) => {
        const [before, after] = [quorumOf(given, required), quorumOf([...given, more], required)];
        expect(after.counted).toEqual(expect.arrayContaining([...before.counted]));
        expect(after.mayExcept).toEqual(expect.arrayContaining([...before.mayExcept]));
      }),
    );
  });

  test('excepts a rule only where as many may as must sign', () => {
    fc.assert(
      fc.property(signatures(), fc.integer({ min: 1, max: 4 }), (given, required) => {
        const { counted, mayExcept } = quorumOf(given, required);
        for (const rule of RULES) {
          const willing = counted.filter((one) => one.mayExcept.includes(rule)).length;
          expect(mayExcept.includes(rule)).toBe(willing >= required);
        }
      }),
    );
  });

  test('a stricter number never excepts more', () => {
    fc.assert(
      fc.property(signatures(), fc.integer({ min: 1, max: 4 }), (given, required) => {
        const [loose, strict] = [quorumOf(given, required), quorumOf(given, required + 1)];
        expect(loose.mayExcept).toEqual(expect.arrayContaining([...strict.mayExcept]));
      }),
    );
  });
});

describe('a requirement', () => {
  test('takes the place of the one of the same packages and tenant, and 1 takes it back', () => {
    fc.assert(
      fc.property(requirements(), (all) => {
        const set = all.reduce((policy, one) => setRequirement(policy, one).policy, EMPTY);
        for (const { packages, policies, tenant } of all) {
          const isSame = (one: TrustRequirement) =>
            one.packages === packages && one.policies === policies && one.tenant === tenant;
          const [last, kept] = [all.findLast(isSame), set.required.filter(isSame)];
          expect(kept).toEqual(last?.signers === 1 ? [] : [last]);
        }
        expect(parsePolicy(formatPolicy(set), 'trust.yaml').required).toEqual(set.required);
      }),
    );
  });

  test('says what was required before', () => {
    const { policy } = setRequirement(EMPTY, need(3));

    expect(setRequirement(policy, need(2)).before).toBe(3);
    expect(setRequirement(policy, need(2, 'other')).before).toBe(1);
  });

  test('is about packages that can have such a name', () => {
    expect(() => setRequirement(EMPTY, need(2, 'Not A Name'))).toThrow('glob');
  });

  test.each([
    ['is lost', 'required:'],
    ['is no list', 'required: {packages: "*", tenant: local, signers: 2}'],
    ['asks for nobody', 'required: [{packages: "*", tenant: local, signers: 0}]'],
    ['asks for more than are looked at', 'required: [{packages: "*", tenant: local, signers: 17}]'],
    ['asks for half a signer', 'required: [{packages: "*", tenant: local, signers: 1.5}]'],
    ['gives its number as text', 'required: [{packages: "*", tenant: local, signers: "2"}]'],
    ['names no tenant', 'required: [{packages: "*", signers: 2}]'],
    ['names packages that cannot be', 'required: [{packages: "A B", tenant: local, signers: 2}]'],
    ['is about both', 'required: [{packages: "*", policies: "*", tenant: local, signers: 2}]'],
    ['is about nothing', 'required: [{tenant: local, signers: 2}]'],
    ['has an unknown key', 'required: [{packages: "*", tenant: local, signers: 2, atLeast: 3}]'],
  ])('that %s makes the whole policy invalid', (_, text) => {
    expect(() => parsePolicy(`apiVersion: v1\nkind: TrustPolicy\n${text}\n`, 'trust.yaml')).toThrow(
      'nothing is trusted: required',
    );
  });
});

const EMPTY: TrustPolicy = { entries: [], required: [], roots: new Map() };

function need(signers: number, packages = '*', tenant = 'local'): TrustRequirement {
  return { packages, tenant, signers };
}

function requirements(): fc.Arbitrary<TrustRequirement[]> {
  const one = fc.record({
    about: fc.constantFrom('packages', 'policies'),
    glob: fc.constantFrom('*', 's*', 'sample', 'other'),
    tenant: fc.constantFrom('local', 'prod'),
    signers: fc.integer({ min: 1, max: 5 }),
  });
  const requirement = one.map(({ about, glob, ...rest }) => ({ [about]: glob, ...rest }));
  return fc.array(requirement, { maxLength: 8 });
}

function signatures(): fc.Arbitrary<TrustedSignature[]> {
  return fc.array(signature(), { maxLength: 8 });
}

function signature(): fc.Arbitrary<TrustedSignature> {
  const signers: readonly Signer[] = [
    { kind: 'key', keyId: `sha256:${'a'.repeat(64)}` },
    { kind: 'key', keyId: `sha256:${'b'.repeat(64)}` },
    { kind: 'identity', identity: 'ada', issuer: 'https://one.example.org' },
    { kind: 'identity', identity: 'ada', issuer: 'https://two.example.org' },
  ];
  return fc.record({
    signer: fc.constantFrom(...signers),
    mayExcept: fc.subarray(RULES),
  });
}

function byText(left: unknown, right: unknown): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}
