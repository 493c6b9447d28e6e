import type { Kysely, Transaction } from 'kysely';
import type { RunId } from '../../model/run.ts';
import type { Holder, Lease, Place, Turn, TurnRequest } from '../../ports/journal.ts';
import type { Tables } from './tables.ts';

/** Whether somebody is there who will go on with a run. */
export type IsCarried = (lease: Lease | undefined) => boolean;

/**
 * Asks for a place under a concurrency key, within a transaction. Who asked first is let in first, but nobody waits
 * for one that waits itself and whose process is gone. Asking again keeps the place in the queue.
 */
export async function takeTurn(
  db: Transaction<Tables>,
  request: TurnRequest,
  isCarried: IsCarried,
): Promise<Turn> {
  if (await isHeldAbove(db, request)) return { kind: 'held' };
  const own = await joined(db, request);
  if (own.held === 1) return { kind: 'held' };
  const others = await inFrontOf(db, storedKey(request), own.id);
  const before = others.filter(({ held, run, lease }) => held || run === request.run || isCarried(lease));
  if (before.length >= request.limit) return { kind: 'queued', holders: others.filter(({ held }) => held) };
  await db.updateTable('concurrency').set({ held: 1 }).where('id', '=', own.id).execute();
  return { kind: 'held' };
}

const DEEPEST = 10;

/** A nested run is part of the run, or of the step, that holds the key: it would wait for itself. */
async function isHeldAbove(db: Transaction<Tables>, request: TurnRequest): Promise<boolean> {
  let inner: string = request.run;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const parent = await db
      .selectFrom('workflow_runs')
      .select(['parent_run', 'parent_phase', 'parent_step'])
      .where('id', '=', inner)
      .executeTakeFirst();
    if (parent === undefined || parent.parent_run === null) return false;
    const { parent_run: run, parent_phase: phase, parent_step: step } = parent;
    const held = await db
      .selectFrom('concurrency')
      .select('id')
      .where('run_id', '=', run)
      .where('key', '=', storedKey(request))
      .where('held', '=', 1)
      .where((where) =>
        where.or([
          where('phase', '=', 'run'),
          where.and([where('phase', '=', phase), where('step', '=', step ?? '')]),
        ]),
      )
      .executeTakeFirst();
    if (held !== undefined) return true;
    inner = run;
  }
  return false;
}

/** Keys of runs and of steps are apart: a run would wait for itself. */
function storedKey({ phase, key }: TurnRequest): string {
  return `${phase === 'run' ? 'run' : 'step'}/${key}`;
}

/** The places that a run holds or waits for. */
export async function turnsOf(db: Kysely<Tables>, run: RunId): Promise<readonly Place[]> {
  const rows = await db
    .selectFrom('concurrency')
    .select(['phase', 'step'])
    .where('run_id', '=', run)
    .orderBy('id')
    .execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns hold what a Place gave.
  return rows as Place[];
}

async function joined(
  db: Transaction<Tables>,
  request: TurnRequest,
): Promise<{ readonly id: number; readonly held: number }> {
  const { run, phase, step, at } = request;
  const known = await db
    .selectFrom('concurrency')
    .select(['id', 'held'])
    .where('run_id', '=', run)
    .where('phase', '=', phase)
    .where('step', '=', step)
    .executeTakeFirst();
  if (known !== undefined) return known;
  return db
    .insertInto('concurrency')
    .values({ key: storedKey(request), run_id: run, phase, step, held: 0, asked_at: at })
    .returning(['id', 'held'])
    .executeTakeFirstOrThrow();
}

/** All that hold a place of the key, and those that have waited for longer. */
async function inFrontOf(
  db: Transaction<Tables>,
  key: string,
  own: number,
): Promise<readonly (Holder & { readonly held: boolean })[]> {
  const rows = await db
    .selectFrom('concurrency')
    .innerJoin('workflow_runs', 'workflow_runs.id', 'concurrency.run_id')
    .select(['run_id', 'phase', 'step', 'held', 'lease_token', 'lease_owner', 'lease_expires'])
    .where('key', '=', key)
    .where((where) => where.or([where('held', '=', 1), where('concurrency.id', '<', own)]))
    .orderBy('concurrency.id')
    .execute();
  return rows.map(({ run_id, phase, step, held, lease_token, lease_owner, lease_expires }) => {
    const lease =
      lease_owner === null || lease_expires === null
        ? undefined
        : { token: lease_token, owner: JSON.parse(lease_owner), expires: lease_expires };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns hold what the model's types gave.
    return { run: run_id as RunId, phase: phase as Place['phase'], step, held: held === 1, lease };
  });
}
