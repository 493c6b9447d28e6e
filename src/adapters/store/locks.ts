import type { Kysely, Transaction } from 'kysely';
import { AtomError } from '../../base/errors.ts';
import type { RunId } from '../../model/run.ts';
import type { Tables } from './tables.ts';

/** Workflows nest no deeper than this. */
const MOST_ANCESTORS = 8;

/** A run's objects are its own until it ends. @throws {AtomError} ATOM_OBJECT_LOCKED */
export async function takeLocks(
  db: Transaction<Tables>,
  run: RunId,
  objects: readonly string[],
): Promise<void> {
  for (const object of objects) {
    const holder = await db
      .selectFrom('run_locks')
      .select('run_id')
      .where('object', '=', object)
      .executeTakeFirst();
    if (holder === undefined) await db.insertInto('run_locks').values({ object, run_id: run }).execute();
    else if (!(await isWithin(db, run, holder.run_id))) throw locked(object, holder.run_id);
  }
}

/** A nested run is its parent's work: what the parent holds, it may change. */
async function isWithin(db: Kysely<Tables>, run: string, holder: string): Promise<boolean> {
  let at: string | null | undefined = run;
  for (let depth = 0; depth < MOST_ANCESTORS && typeof at === 'string'; depth += 1) {
    if (at === holder) return true;
    const row: { parent_run: string | null } | undefined = await db
      .selectFrom('workflow_runs')
      .select('parent_run')
      .where('id', '=', at)
      .executeTakeFirst();
    at = row?.parent_run;
  }
  return false;
}

export function locked(object: string, run: string): AtomError {
  return new AtomError('ATOM_OBJECT_LOCKED', `${object} is held by ${run}`, {
    hint: run.startsWith('run_') ? `atomctl runs show ${run}` : 'atomctl runs list',
    details: { object, run },
  });
}
