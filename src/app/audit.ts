import type { AuditReport, ListedAuditRecord } from '../model/audit.ts';
import type { Page } from '../model/list.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Context } from './context.ts';

export interface AuditUses {
  log(query: Parameters<AuditLog['list']>[0]): Promise<Page<ListedAuditRecord>>;
  /** @param checkpoint a head that was kept: SIZE:HASH, or a file that holds one. */
  verify(checkpoint: string | undefined): Promise<AuditReport>;
}

export function auditUses({ store }: Context): AuditUses {
  return {
    log: async (query) => (await store.get()).audit.list(query),
    verify: async (checkpoint) => {
      const { verifyAudit } = await import('../services/audit.ts');
      const { disk } = await import('../adapters/files/disk.ts');
      return verifyAudit({ audit: (await store.get()).audit, files: disk }, checkpoint);
    },
  };
}
