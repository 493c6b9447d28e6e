import { type Kysely, sql, type Transaction } from 'kysely';
import type { AuditEntry, AuditHead, AuditRecord } from '../../model/audit.ts';
import type { AuditLog, Chain } from '../../ports/audit-log.ts';
import { sha256Hex } from '../../base/digest.ts';
import { badCursor } from './page.ts';
import type { Tables } from './tables.ts';

const PAGE = 1000;

/** The chain in the table `audit_records`. Other stores write through `appendRecord` inside their own transactions. */
export class SqlAuditLog implements AuditLog {
  readonly #db: Kysely<Tables>;
  readonly #chain: Chain;

  constructor(db: Kysely<Tables>, chain: Chain) {
    this.#db = db;
    this.#chain = chain;
  }

  /** Puts a record behind the chain within `transaction`, so that it is there exactly when the change is. */
  async appendRecord(transaction: Transaction<Tables>, entry: AuditEntry, at: string): Promise<AuditHead> {
    const state = await headState(transaction);
    const { text, hash } = this.#chain(state, entry, at);
    const seq = state.size + 1;
    await transaction.insertInto('audit_records').values({ seq, record: text, hash }).execute();
    return `${seq}:${hash}`;
  }

  async record(entry: AuditEntry, at: string): Promise<AuditHead> {
    return this.#db.transaction().execute((transaction) => this.appendRecord(transaction, entry, at));
  }

  /** `db` is the transaction where one is open: an outer query would wait for it for ever. */
  async head(db: Kysely<Tables> = this.#db): Promise<AuditHead> {
    const { size, hash } = await headState(db);
    return `${size}:${hash}`;
  }

  async list({ cursor, limit, subject }: Parameters<AuditLog['list']>[0]): ReturnType<AuditLog['list']> {
    let query = this.#db
      .selectFrom('audit_records')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(limit + 1);
    if (cursor !== null) query = query.where('seq', '<', readSeq(cursor));
    if (subject !== undefined)
      query = query.where(sql<number>`instr(record, ${`"subject":${JSON.stringify(subject)}`})`, '>', 0);
    const rows = await query.execute();
    const items = rows
      .slice(0, limit)
      .map(({ seq, record, hash }) => ({ id: String(seq), ...readRecord(record), hash }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  async *stored(): ReturnType<AuditLog['stored']> {
    for (let after = 0; ; ) {
      const rows = await this.#db
        .selectFrom('audit_records')
        .selectAll()
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(PAGE)
        .execute();
      for (const { seq, record, hash } of rows) yield { seq, text: record, hash };
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last.seq;
    }
  }
}

async function headState(db: Kysely<Tables>): Promise<{ size: number; hash: string }> {
  const last = await db
    .selectFrom('audit_records')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? { size: 0, hash: sha256Hex('') } : { size: last.seq, hash: last.hash };
}

function readSeq(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw badCursor(cursor);
  return Number(cursor);
}

function readRecord(text: string): AuditRecord {
  return JSON.parse(text);
}
