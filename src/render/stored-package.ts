import { styleText } from './style.ts';
import type { Page } from '../model/list.ts';
import type {
  PulledPackage,
  PushedPackage,
  StoredPackage,
  WorkflowDetails,
} from '../model/stored-package.ts';
import { fields, table } from './table.ts';

export function describePushed({ package: stored, added, registry, auditHead }: PushedPackage): string {
  const { name, version, digest, signer } = stored;
  const first = added
    ? `${name}@${version} is in the registry at ${registry}`
    : `${name}@${version} was in the registry already`;
  const facts = fields([
    ['digest', digest],
    ['signer', signer],
    ['audit', auditHead],
  ]);
  return `${styleText('green', '✔')} ${first}\n${facts}\nplan it: atomctl plan ${name}`;
}

export function describePulled({ package: stored, file, bundle }: PulledPackage): string {
  const facts = fields([
    ['digest', stored.digest],
    ['signer', stored.signer],
    ['bundle', bundle],
  ]);
  return `${styleText('green', '✔')} ${file}\n${facts}`;
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
  const shown = versions.map(
    ({ version, state, digest, signer, sig_time, sig_time_source, created_at, labels }) =>
      [
        styleText('bold', `${name}@${version}`),
        fields([
          ['state', state],
          ['digest', digest],
          ['signer', signer],
          ['signed', `${sig_time} (${sig_time_source})`],
          ['stored', created_at],
          [
            'labels',
            Object.entries(labels)
              .map(([key, value]) => `${key}=${value}`)
              .join(', ') || 'none',
          ],
        ]),
      ].join('\n'),
  );
  return shown.join('\n\n');
}
