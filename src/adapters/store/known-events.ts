import { sql, type Transaction } from 'kysely';
import type { RunEvent, RunId } from '../../model/run.ts';
import { stateAfter } from './run-rows.ts';
import type { Tables } from './tables.ts';

/** What the row of a run is to say of its events, wherever that row is written anyway. Never fewer than before. */
export const knownEvents = sql<number>`max(known_seq, coalesce(
  (select max(seq) from run_events where run_id = workflow_runs.id), 0))`;

/** Adds an event within a transaction. It takes no lost event's number, so that the gap stays. */
export async function appendEvent(
  db: Transaction<Tables>,
  run: RunId,
  { event, at }: { readonly event: RunEvent; readonly at: string },
): Promise<void> {
  const { known } = await db
    .selectFrom('workflow_runs')
    .select(knownEvents.as('known'))
    .where('id', '=', run)
    .executeTakeFirstOrThrow();
  const seq = known + 1;
  await db
    .insertInto('run_events')
    .values({ run_id: run, seq, at, event: JSON.stringify(event) })
    .execute();
  const state = stateAfter([event]);
  await db
    .updateTable('workflow_runs')
    .set({ known_seq: seq, ...(state !== undefined && { state }) })
    .where('id', '=', run)
    .execute();
}
