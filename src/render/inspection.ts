import { styleText } from './style.ts';
import { formatBytes } from '../base/bytes.ts';
import type { InspectedRequests, Inspection, RiskSummary, SignatureSummary } from '../model/packages.ts';
import type { Signer } from '../model/trust.ts';
import { printable } from './printable.ts';
import { fields, table } from './table.ts';

/** A package as a person reads it who has not decided yet whether to trust it. */
export function describeInspection(inspection: Inspection): string {
  const { name, version, author, description, digest, form, bytes, steps, files } = inspection;
  return [
    styleText('bold', printable(`${name} ${version}`)),
    fields([
      ...(description === null ? [] : [['what', description] as const]),
      ['author', `${author} (as the package says)`],
      ['digest', digest],
      ['form', `${form}, ${formatBytes(bytes)}`],
      ...signatureRows(inspection),
      ['risk', riskWords(inspection.risk, inspection.path)],
    ]),
    '',
    table(
      ['STEP', 'TYPE', 'NEEDS', 'LINE'],
      steps.map((step) => [
        step.name,
        step.action === null ? step.type : `${step.type} ${step.action}`,
        step.needs.join(', ') || '-',
        String(step.line),
      ]),
    ),
    '',
    styleText('dim', 'It asks for'),
    fields(requestRows(inspection.requests)),
    '',
    table(
      ['FILE', 'SIZE', 'MODE', 'SHA-256'],
      files.map((file) => [file.path, formatBytes(file.size), file.mode, file.sha256]),
    ),
  ].join('\n');
}

function signatureRows({ signatures, path }: Inspection): (readonly [string, string])[] {
  if (signatures.length === 0)
    return [['signature', `none beside it; next: atomctl sign ${path} --key atomctl.key`]];
  return signatures.flatMap((signature, index) => {
    const isRepeated = signatures[index - 1]?.reason === signature.reason;
    return rowsOf(isRepeated ? { ...signature, reason: null } : signature);
  });
}

function rowsOf(signature: SignatureSummary): (readonly [string, string])[] {
  const mark = MARKS[signature.state];
  if (signature.state === 'unreadable') return [['signature', `${signature.bundle} ${mark}`]];
  const unknown =
    signature.state === 'verified' ? 'the signature proves no time' : 'the bundle names no time';
  return [
    ['signer', `${signerWords(signature.signer)} ${mark}`],
    ['signed', signature.time === null ? unknown : `${signature.time} ${mark}`],
    ...(signature.sameDigest === false
      ? [['warning', 'the bundle names the digest of another file'] as const]
      : []),
    ...(signature.reason === null ? [] : [['not verified', signature.reason] as const]),
  ];
}

const MARKS: Readonly<Record<SignatureSummary['state'], string>> = {
  claimed: '(claimed, not verified)',
  verified: '(verified)',
  unreadable: '(not a bundle that can be read)',
};

function signerWords(signer: Signer | null): string {
  if (signer === null) return 'unknown';
  switch (signer.kind) {
    case 'key':
      return `key ${signer.keyId}`;
    case 'identity':
      return `${signer.identity}, vouched for by ${signer.issuer}`;
  }
}

function riskWords(risk: RiskSummary, path: string): string {
  const issues = risk.issues.map(({ severity, count }) => `${count} ${severity}`).join(', ');
  const found = issues === '' ? 'nothing found' : `${issues}: atomctl dry-run ${path}`;
  return `${risk.class}, ${risk.score} of 100 (${found}); suggests ${risk.suggests}`;
}

function requestRows(requests: InspectedRequests): (readonly [string, string])[] {
  const { mode, permissions, egress, secrets, tools, workflows, exceptions } = requests;
  const rows: (readonly [string, readonly string[]])[] = [
    ['permissions', permissions.map(permissionWords)],
    ['egress', egress],
    ['secrets', secrets],
    ['tools', tools],
    ['workflows', workflows],
    ['exceptions', exceptions],
  ];
  return [['mode', mode], ...rows.map(([name, values]) => [name, values.join(', ') || 'none'] as const)];
}

function permissionWords({ verbs, resources, namespaces }: InspectedRequests['permissions'][number]): string {
  const where = namespaces === undefined ? 'cluster-wide' : `in ${namespaces.join(' ')}`;
  return `${verbs.join('/')} ${resources.join('/')} ${where}`;
}
