import type { TrustEntry, TrustListing, TrustRequirement } from '../model/trust.ts';
import { styleText } from './style.ts';
import { nameOfSigner } from './signature.ts';
import { type Cell, fields, table } from './table.ts';

export function describeTrustAdded(entry: TrustEntry): string {
  return [
    `${styleText('green', 'Trusted')} ${entry.id}`,
    fields([
      ['signer', nameOfSigner(entry.signer)],
      ['packages', entry.packages.join(', ') || 'none'],
      ...(entry.policies === undefined ? [] : [['policies', entry.policies.join(', ')] as const]),
      ['tenant', entry.tenant],
      ...(entry.mayExcept.length === 0 ? [] : [['may except', entry.mayExcept.join(', ')] as const]),
    ]),
  ].join('\n');
}

export function describeTrustRemoved({ id, signer, compromisedSince }: TrustEntry): string {
  const good =
    compromisedSince === undefined
      ? 'What is proven to be signed before now stays good.'
      : `Only what is proven to be signed before ${compromisedSince} stays good.`;
  return [`${styleText('green', 'Removed')} ${id}`, fields([['signer', nameOfSigner(signer)]]), good].join(
    '\n',
  );
}

export function describeRequired({ packages, policies, tenant, signers }: TrustRequirement): string {
  const done =
    signers === 1
      ? 'One trusted signer is enough, where no other number covers them.'
      : 'What fewer have signed is refused from now on, also what is stored already.';
  return [
    `${styleText('green', 'Required')} ${signers === 1 ? '1 signer' : `${signers} signers`}`,
    fields([
      ...(packages === undefined ? [] : [['packages', packages] as const]),
      ...(policies === undefined ? [] : [['policies', policies] as const]),
      ['tenant', tenant],
    ]),
    done,
  ].join('\n');
}

export function describeTrustList({ items, required = [] }: TrustListing): string {
  return required.length === 0 ? entryTable(items) : `${entryTable(items)}\n\n${requiredTable(required)}`;
}

function requiredTable(required: readonly TrustRequirement[]): string {
  const rows = required.map(({ signers, tenant, packages = '', policies = '' }) => [
    String(signers),
    tenant,
    packages,
    policies,
  ]);
  return table(['SIGNERS', 'TENANT', 'PACKAGES', 'POLICIES'], rows);
}

function entryTable(items: readonly TrustEntry[]): string {
  if (items.length === 0) return 'Nobody is trusted. Begin with: atomctl trust add PUBKEY';
  const rows = items.map((entry) => [
    entry.id,
    stateOf(entry),
    entry.tenant,
    entry.packages.join(','),
    (entry.policies ?? []).join(','),
    entry.mayExcept.join(','),
    entry.addedAt,
    nameOfSigner(entry.signer),
  ]);
  return table(['ID', 'STATE', 'TENANT', 'PACKAGES', 'POLICIES', 'MAY EXCEPT', 'ADDED', 'SIGNER'], rows);
}

function stateOf({ removedAt, compromisedSince }: TrustEntry): Cell {
  if (compromisedSince !== undefined) return { text: 'compromised', style: 'red' };
  return removedAt === undefined ? { text: 'in force', style: 'green' } : { text: 'removed', style: 'dim' };
}
