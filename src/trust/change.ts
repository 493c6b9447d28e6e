import { AtomError } from '../base/errors.ts';
import { digestOf } from '../base/digest.ts';
import type { TrustEntry, TrustPolicy, TrustRemoval } from '../model/trust.ts';
import { sameSigner } from './decide.ts';
import { isNameGlob } from '../base/glob.ts';

/** @throws {AtomError} ATOM_USAGE for a glob that no package name fits, and for a signer that was removed as compromised. */
export function addEntry(policy: TrustPolicy, entry: TrustEntry, rootText: string | undefined): TrustPolicy {
  const bad = [...entry.packages, ...(entry.policies ?? [])].find((glob) => !isNameGlob(glob));
  if (bad !== undefined) {
    throw new AtomError('ATOM_USAGE', `"${bad}" is not a glob of package names`, {
      hint: "Names are lower-case letters, digits and -; a glob may have * and ?: --packages 'backup-*'",
    });
  }
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
  return { entries: [...policy.entries, entry], roots };
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
