import { AtomError } from '../base/errors.ts';
import {
  MAX_SIGNATURES,
  type TrustEntry,
  type TrustPolicy,
  type TrustRemoval,
  type TrustRequirement,
} from '../model/trust.ts';
import { digestOf } from '../base/digest.ts';
import { sameSigner } from './decide.ts';
import { isNameGlob } from '../base/glob.ts';
import { isNumberOfSigners } from './quorum.ts';

/** @throws {AtomError} ATOM_USAGE for a glob that no package name fits, and for a signer that was removed as compromised. */
export function addEntry(policy: TrustPolicy, entry: TrustEntry, rootText: string | undefined): TrustPolicy {
  checkGlobs([...entry.packages, ...(entry.policies ?? [])]);
  const stolen = policy.entries.find(
    (known) => known.compromisedSince !== undefined && sameSigner(known.signer, entry.signer),
  );
  if (stolen !== undefined) {
    throw new AtomError(
      'ATOM_USAGE',
      `This signer was removed as compromised since ${stolen.compromisedSince} (${stolen.id}); it is not trusted again`,
      { hint: 'atomctl key generate' },
    );
  }
  const roots = new Map(policy.roots);
  if (rootText !== undefined) roots.set(digestOf(rootText), rootText);
  return { ...policy, entries: [...policy.entries, entry], roots };
}

/**
 * Says how many must sign, in place of what was said of the same packages and tenant before. One signer is what holds
 * where nothing is said. @throws {AtomError} ATOM_USAGE for a number out of range, or a glob that no package name fits.
 */
export function setRequirement(
  policy: TrustPolicy,
  requirement: TrustRequirement,
): { policy: TrustPolicy; before: number } {
  const { packages, policies, tenant, signers } = requirement;
  checkGlobs([packages, policies].filter((glob) => glob !== undefined));
  if (!isNumberOfSigners(signers)) {
    throw new AtomError(
      'ATOM_USAGE',
      `The number of signers must be a whole one, from 1 to ${MAX_SIGNATURES}`,
      {
        hint: "atomctl trust require 2 --packages 'prod-*'",
      },
    );
  }
  const isSame = (one: TrustRequirement) =>
    one.packages === packages && one.policies === policies && one.tenant === tenant;
  const others = policy.required.filter((one) => !isSame(one));
  const required = signers === 1 ? others : [...others, requirement].toSorted(byPlace);
  const before = policy.required.filter(isSame).reduce((most, one) => Math.max(most, one.signers), 1);
  return { policy: { ...policy, required }, before };
}

function byPlace(left: TrustRequirement, right: TrustRequirement): number {
  const [a, b] = [placeOf(left), placeOf(right)];
  return a < b ? -1 : Number(a > b);
}

function placeOf({ tenant, packages, policies }: TrustRequirement): string {
  return JSON.stringify([tenant, packages ?? null, policies ?? null]);
}

function checkGlobs(globs: readonly string[]): void {
  const bad = globs.find((glob) => !isNameGlob(glob));
  if (bad === undefined) return;
  throw new AtomError('ATOM_USAGE', `"${bad}" is not a glob of package names`, {
    hint: "Names are lower-case letters, digits and -; a glob may have * and ?: --packages 'backup-*'",
  });
}

/**
 * Ends an entry. One that is removed already may still be marked as compromised; of two such times the earlier holds.
 * @throws {AtomError} ATOM_TRUST_NOT_FOUND; ATOM_USAGE for an ambiguous id or a second removal that says nothing new.
 */
export function removeEntry(
  policy: TrustPolicy,
  removal: TrustRemoval & { readonly at: string },
): { policy: TrustPolicy; removed: TrustEntry } {
  const entry = findEntry(policy, removal.id);
  if (entry.removedAt !== undefined && removal.compromisedSince === undefined) {
    throw new AtomError('ATOM_USAGE', `${entry.id} was removed at ${entry.removedAt}`, {
      hint: `atomctl trust remove ${entry.id} --compromised-since TIME`,
    });
  }
  const since = [entry.compromisedSince, removal.compromisedSince]
    .filter((time) => time !== undefined)
    .toSorted((left, right) => Date.parse(left) - Date.parse(right))[0];
  const removed: TrustEntry = {
    ...entry,
    removedAt: entry.removedAt ?? removal.at,
    ...(since !== undefined && { compromisedSince: since }),
  };
  const entries = policy.entries.map((known) => (known === entry ? removed : known));
  return { policy: { ...policy, entries }, removed };
}

function findEntry({ entries }: TrustPolicy, id: string): TrustEntry {
  const found = entries.filter((entry) => entry.id.startsWith(id));
  const [entry] = found;
  if (entry === undefined || id === '') {
    throw new AtomError('ATOM_TRUST_NOT_FOUND', `The trust policy has no entry ${id}`, {
      hint: 'atomctl trust list',
    });
  }
  if (found.length > 1 && !found.some((other) => other.id === id)) {
    throw new AtomError('ATOM_USAGE', `${id} is the beginning of ${found.length} entries`, {
      hint: `atomctl trust remove ${entry.id}`,
    });
  }
  return found.find((other) => other.id === id) ?? entry;
}
