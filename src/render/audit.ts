import { styleText } from './style.ts';
import type { AuditReport, ListedAuditRecord } from '../model/audit.ts';
import type { Page } from '../model/list.ts';
import { table } from './table.ts';

export function describeAuditReport(report: AuditReport): string {
  const lines = [
    `${styleText('green', '✔')} the audit chain is whole: ${report.records} records`,
    `head ${report.head}`,
  ];
  if (report.checkpoint !== null) lines.push(`it goes on from the checkpoint ${report.checkpoint}`);
  if (report.cannotExclude.length > 0) {
    lines.push(`it cannot exclude ${report.cannotExclude.join(', or ')}:`);
    lines.push('verify against a head that was kept elsewhere: atomctl audit verify --checkpoint SIZE:HASH');
  }
  return lines.join('\n');
}

export function describeAuditLog({ items, next }: Page<ListedAuditRecord>): string {
  const rows = items.map(({ seq, at, action, actor, subject, hash }) => [
    String(seq),
    at,
    action,
    actor,
    subject,
    hash.slice(0, 12),
  ]);
  const shown = table(['SEQ', 'AT', 'ACTION', 'ACTOR', 'SUBJECT', 'HASH'], rows);
  return next === null ? shown : `${shown}\nmore: atomctl audit log --cursor ${next}`;
}
