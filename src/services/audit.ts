import { type ChainState, headOf, parseHead } from '../audit/chain.ts';
import { verifyChain } from '../audit/verify.ts';
import { AtomError } from '../base/errors.ts';
import type { AuditReport } from '../model/audit.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Files } from '../ports/files.ts';

const MAX_CHECKPOINT_BYTES = 4096;

export interface AuditDeps {
  readonly audit: AuditLog;
  readonly files: Files;
}

/**
 * Verifies the whole chain, against a head that was kept elsewhere where one is given.
 * @param checkpoint `SIZE:HASH`, or a file whose first line is one.
 * @throws {AtomError} ATOM_AUDIT_BROKEN naming the first record that does not fit.
 */
export async function verifyAudit(
  { audit, files }: AuditDeps,
  checkpoint: string | undefined,
): Promise<AuditReport> {
  const kept = checkpoint === undefined ? undefined : await readCheckpoint(checkpoint, files);
  const verdict = await verifyChain(audit.stored(), kept);
  if (!verdict.ok) {
    throw new AtomError(
      'ATOM_AUDIT_BROKEN',
      `The audit chain breaks at record ${verdict.seq}: ${verdict.problem}`,
      {
        hint: 'Keep the store as it is and compare it with a copy: atomctl audit log',
        details: { seq: verdict.seq },
      },
    );
  }
  return {
    ok: true,
    records: verdict.head.size,
    head: headOf(verdict.head),
    checkpoint: kept === undefined ? null : headOf(kept),
    cannotExclude:
      kept === undefined
        ? ['that the newest records were cut off', 'that the whole store was put back to an earlier state']
        : [],
  };
}

async function readCheckpoint(text: string, files: Files): Promise<ChainState> {
  const head = parseHead(text) ?? parseHead(await firstLine(text, files));
  if (head !== undefined) return head;
  throw new AtomError('ATOM_USAGE', `"${text}" is neither SIZE:HASH nor a file that holds one`, {
    hint: 'Each run prints the head; so does: atomctl audit verify',
  });
}

async function firstLine(file: string, files: Files): Promise<string> {
  const bytes = await files.read(file, MAX_CHECKPOINT_BYTES);
  return Buffer.from(bytes).toString('utf8').split('\n', 1)[0] ?? '';
}
