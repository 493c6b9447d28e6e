import type { Kysely } from 'kysely';
import { stepOf } from '../../base/item-name.ts';
import type { RunId, RunRecord, StoredEvent } from '../../model/run.ts';
import type { Journal, RunTotal } from '../../ports/journal.ts';
import { CANDIDATES, onlyOne } from './by-prefix.ts';
import { readFailedRollbacks, readLocks, readOpenRuns, readQuestions, readStandings } from './open-runs.ts';
import { behind, pageOf } from './page.ts';
import { lost, readEvent, readRun } from './run-rows.ts';
import type { Tables } from './tables.ts';

const EVENTS_AT_ONCE = 500;

/** What the journal answers without writing. */
export class JournalReader {
  protected readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  async *events(run: RunId, after: number): AsyncIterable<StoredEvent> {
    // Before the events: others write on meanwhile.
    const known = await this.#knownSeq(run);
    for (let last = after; ; ) {
      const rows = await this.db
        .selectFrom('run_events')
        .select(['seq', 'at', 'event'])
        .where('run_id', '=', run)
        .where('seq', '>', last)
        .orderBy('seq')
        .limit(EVENTS_AT_ONCE)
        .execute();
      for (const row of rows) {
        if (row.seq !== last + 1) throw lost(run, last + 1);
        last = row.seq;
        yield readEvent(run, row);
      }
      if (rows.length < EVENTS_AT_ONCE) {
        if (last < known) throw lost(run, last + 1);
        return;
      }
    }
  }

  async captures(run: RunId, of: Parameters<Journal['captures']>[1]): ReturnType<Journal['captures']> {
    const rows = await this.db
      .selectFrom('run_events')
      .select(['seq', 'at', 'event'])
      .where('run_id', '=', run)
      .where('event', 'like', '%"type":"step-captured"%')
      .orderBy('seq')
      .execute();
    return rows.flatMap((row) => {
      const { event } = readEvent(run, row);
      const isAsked = event.type === 'step-captured' && event.phase === of.phase && isOf(event.step, of.step);
      return isAsked ? [{ step: event.step, state: event.state }] : [];
    });
  }

  async keptStates(run: RunId): ReturnType<Journal['keptStates']> {
    const rows = await this.db
      .selectFrom('run_events')
      .select(['seq', 'at', 'event'])
      .where('run_id', '=', run)
      .where('event', 'like', '%"type":"step-captured"%"kept":{%')
      .orderBy('seq')
      .execute();
    return rows.flatMap((row) => {
      const { event } = readEvent(run, row);
      const kept = event.type === 'step-captured' ? event.state['kept'] : undefined;
      return kept === undefined ? [] : [kept];
    });
  }

  async lastSeq(run: RunId): Promise<number> {
    return lastSeq(this.db, run);
  }

  async #knownSeq(run: RunId): Promise<number> {
    const row = await this.db
      .selectFrom('workflow_runs')
      .select('known_seq')
      .where('id', '=', run)
      .executeTakeFirst();
    return row?.known_seq ?? 0;
  }

  async find({ tenant, ref }: Parameters<Journal['find']>[0]): Promise<RunRecord | undefined> {
    const rows = await this.db
      .selectFrom('workflow_runs')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('id', '>=', ref)
      .where('id', '<', `${ref}\uffff`)
      .orderBy('created_at', 'desc')
      .limit(CANDIDATES)
      .execute();
    const row = onlyOne(rows, { ref, nouns: 'runs' });
    return row === undefined ? undefined : readRun(row);
  }

  async list({
    tenant,
    cursor,
    limit,
    state,
    package: name,
  }: Parameters<Journal['list']>[0]): ReturnType<Journal['list']> {
    let query = this.db.selectFrom('workflow_runs').selectAll().where('tenant_id', '=', tenant);
    if (state !== undefined) query = query.where('state', '=', state);
    if (name !== undefined) query = query.where('package_name', '=', name);
    if (cursor !== null) query = query.where(behind(cursor));
    const rows = await query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, readRun);
  }

  async nested(parent: RunId): ReturnType<Journal['nested']> {
    const rows = await this.db
      .selectFrom('workflow_runs')
      .selectAll()
      .where('parent_run', '=', parent)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ record: readRun(row), startedAt: row.parent_started ?? '' }));
  }

  async totals(): Promise<readonly RunTotal[]> {
    const rows = await this.db
      .selectFrom('workflow_runs')
      .select(['tenant_id', 'playbook_id', 'result', ({ fn }) => fn.countAll<number>().as('runs')])
      .where('result', 'is not', null)
      .groupBy(['tenant_id', 'playbook_id', 'result'])
      .execute();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `end` stored a RunResult.
    return rows as RunTotal[];
  }

  async open(tenant: string): ReturnType<Journal['open']> {
    return readOpenRuns(this.db, tenant);
  }

  async questions(tenant: string): ReturnType<Journal['questions']> {
    return readQuestions(this.db, tenant);
  }

  async locks(): ReturnType<Journal['locks']> {
    return readLocks(this.db);
  }

  async failedRollbacks(
    query: Parameters<Journal['failedRollbacks']>[0],
  ): ReturnType<Journal['failedRollbacks']> {
    return readFailedRollbacks(this.db, query);
  }

  async standings(runs: readonly string[]): ReturnType<Journal['standings']> {
    return readStandings(this.db, runs);
  }
}

/** Whether it is the step, or one of its items. */
function isOf(name: string, step: string): boolean {
  return name === step || stepOf(name) === step;
}

/** The number of a run's last event; 0 where it has none. */
async function lastSeq(db: Kysely<Tables>, run: RunId): Promise<number> {
  const row = await db
    .selectFrom('run_events')
    .select(({ fn }) => fn.max<number | null>('seq').as('last'))
    .where('run_id', '=', run)
    .executeTakeFirst();
  return row?.last ?? 0;
}
