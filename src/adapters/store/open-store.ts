import path from 'node:path';
import type { AuditLog, Chain } from '../../ports/audit-log.ts';
import type { Journal } from '../../ports/journal.ts';
import type { Plans } from '../../ports/plans.ts';
import type { Registry } from '../../ports/registry.ts';
import { DiskBlobs } from '../blobs/disk.ts';
import { SqlAuditLog } from './audit-log.ts';
import { SqlJournal } from './journal.ts';
import { SqlPlans } from './plans.ts';
import { SqlRegistry } from './registry.ts';
import { openSqlite } from './sqlite.ts';

/** All that atomctl remembers, under one home. */
export interface Store extends AsyncDisposable {
  readonly registry: Registry;
  readonly plans: Plans;
  readonly journal: Journal;
  readonly audit: AuditLog;
}

export async function openStore(home: string, chain: Chain): Promise<Store> {
  const sqlite = await openSqlite(path.join(home, 'atomctl.db'));
  const audit = new SqlAuditLog(sqlite.db, chain);
  return {
    registry: new SqlRegistry(sqlite.db, audit, new DiskBlobs(path.join(home, 'blobs'))),
    plans: new SqlPlans(sqlite.db, audit),
    journal: new SqlJournal(sqlite, audit),
    audit,
    [Symbol.asyncDispose]: () => sqlite[Symbol.asyncDispose](),
  };
}
