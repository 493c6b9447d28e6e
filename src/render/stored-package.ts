import { styleText } from './style.ts';
import type { Page } from '../model/list.ts';
import type {
  PulledPackage,
  PushedPackage,
  StoredPackage,
  WorkflowDetails,
} from '../model/stored-package.ts';
import { uncountedRows } from './signature.ts';
import { fields, table } from './table.ts';

export function describePushed(pushed: PushedPackage): string {
  const { package: stored, added, addedSigners, notCounted, registry, auditHead } = pushed;
  const { name, version, digest } = stored;
  const first = added
    ? `${name}@${version} is in the registry at ${registry}`
    : `${name}@${version} was in the registry already${addedSigners.length === 0 ? '' : '; signatures were added'}`;
  const facts = fields([
    ['digest', digest],
    ...signerRows(stored),
    ...uncountedRows(notCounted),
    ['audit', auditHead],
  ]);
  return `${styleText('green', '✔')} ${first}\n${facts}\nplan it: atomctl plan ${name}`;
}

export function describePulled({ package: stored, file, bundles }: PulledPackage): string {
  const facts = fields([
    ['digest', stored.digest],
    ...signerRows(stored),
    ...bundles.map((bundle) => ['bundle', bundle] as const),
  ]);
  return `${styleText('green', '✔')} ${file}\n${facts}`;
}

function signerRows({ signer, further_signatures }: StoredPackage): (readonly [string, string])[] {
  return [signer, ...further_signatures.map((one) => one.signer)].map((one) => ['signer', one]);
}

export function describeWorkflows({ items, next }: Page<StoredPackage>): string {
  const rows = items.map(({ name, version, state, signer, sig_time, digest }) => [
    name,
    version,
    state === 'yanked' ? ({ text: state, style: 'yellow' } as const) : state,
    signer.slice(0, 23),
    sig_time,
    digest.slice(0, 19),
  ]);
  const shown = table(['NAME', 'VERSION', 'STATE', 'SIGNER', 'SIGNED', 'DIGEST'], rows);
  return next === null ? shown : `${shown}\nmore: atomctl workflows list --cursor ${next}`;
}

export function describeWorkflow({ name, versions }: WorkflowDetails): string {
  const shown = versions.map((stored) => {
    const { version, state, digest, sig_time, sig_time_source, created_at, labels } = stored;
    return [
      styleText('bold', `${name}@${version}`),
      fields([
        ['state', state],
        ['digest', digest],
        ...signerRows(stored),
        ['signed', `${sig_time} (${sig_time_source})`],
        ['stored', created_at],
        [
          'labels',
          Object.entries(labels)
            .map(([key, value]) => `${key}=${value}`)
            .join(', ') || 'none',
        ],
      ]),
    ].join('\n');
  });
  return shown.join('\n\n');
}
