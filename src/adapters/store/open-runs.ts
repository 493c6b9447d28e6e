import { type Kysely, sql } from 'kysely';
import type { RunId } from '../../model/run.ts';
import type { FailedRollback, Lease, OpenRun, Question } from '../../ports/journal.ts';
import type { Tables } from './tables.ts';

interface Row {
  id: string;
  package_name: string;
  package_version: string;
  state: string;
  created_at: string;
  lease_token: number;
  lease_owner: string | null;
  lease_expires: number | null;
  sound: number;
}

/** The states are named, so that the index finds the open ones among many that have ended. */
const OPEN = sql`state in ('running', 'waiting', 'paused', 'rolling-back')`;

/** In one statement, however many there are. */
export async function readOpenRuns(db: Kysely<Tables>, tenant: string): Promise<readonly OpenRun[]> {
  const { rows } = await sql<Row>`
    select id, package_name, package_version, state, created_at, lease_token, lease_owner, lease_expires,
      coalesce((select json_valid(e.event) and e.seq >= r.known_seq from run_events e where e.run_id = r.id order by e.seq desc limit 1), 0) as sound
    from workflow_runs r where ${OPEN} and tenant_id = ${tenant} order by created_at`.execute(db);
  return rows.map(openRun);
}

/** What each waiting run asks: its last question. One that cannot be read is left out: the run's journal says why. */
export async function readQuestions(
  db: Kysely<Tables>,
  tenant: string,
): Promise<ReadonlyMap<RunId, Question>> {
  const { rows } = await sql<{ id: RunId; event: string | null }>`
    select id, (select event from run_events e
      where e.run_id = r.id and instr(e.event, '"type":"step-waiting"') > 0 and json_valid(e.event)
      order by e.seq desc limit 1) as event
    from workflow_runs r where state = 'waiting' and tenant_id = ${tenant}`.execute(db);
  return new Map(
    rows.flatMap(({ id, event }): [RunId, Question][] => (event === null ? [] : [[id, JSON.parse(event)]])),
  );
}

/** The objects that runs hold, and their places under concurrency keys. */
export async function readLocks(db: Kysely<Tables>): Promise<ReadonlyMap<string, readonly string[]>> {
  const objects = await db.selectFrom('run_locks').select(['run_id', 'object']).execute();
  const keys = await db.selectFrom('concurrency').select(['run_id', 'key']).where('held', '=', 1).execute();
  const held = [
    ...objects,
    ...keys.map(({ run_id, key }) => ({ run_id, object: `concurrency/${nameIn(key)}` })),
  ];
  const locks = new Map<string, string[]>();
  for (const { run_id, object } of held.toSorted((one, other) => (one.object < other.object ? -1 : 1))) {
    locks.set(run_id, [...(locks.get(run_id) ?? []), object]);
  }
  return locks;
}

/** As its author named it: the store tells the keys of runs from those of steps. */
function nameIn(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/** Runs that ended behind `since` with something left to do by hand. */
export async function readFailedRollbacks(
  db: Kysely<Tables>,
  { tenant, since }: { readonly tenant: string; readonly since: string },
): Promise<readonly FailedRollback[]> {
  const rows = await db
    .selectFrom('workflow_runs')
    .select((eb) => [
      'id',
      'package_name',
      'package_version',
      'ended_at',
      // The end is a run's last event.
      eb
        .selectFrom('run_events')
        .select('event')
        .whereRef('run_events.run_id', '=', 'workflow_runs.id')
        .orderBy('seq', 'desc')
        .limit(1)
        .as('event'),
    ])
    .where('tenant_id', '=', tenant)
    .where('created_at', '>', since)
    .where('result', '=', 'rollback-failed')
    .orderBy('created_at')
    .execute();
  return rows.map(({ id, package_name, package_version, ended_at, event }) => ({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the column holds what the model's type gave.
    id: id as RunId,
    package: { name: package_name, version: package_version },
    endedAt: ended_at ?? '',
    leftToDo: readLeftToDo(event ?? ''),
  }));
}

function readLeftToDo(event: string): readonly string[] {
  try {
    return JSON.parse(event).leftToDo ?? [];
  } catch {
    return [];
  }
}

const AT_ONCE = 500;

/** Those of `runs` that are known, and whether they have ended. */
export async function readStandings(
  db: Kysely<Tables>,
  runs: readonly string[],
): Promise<ReadonlyMap<string, 'open' | 'ended'>> {
  const standings = new Map<string, 'open' | 'ended'>();
  for (let from = 0; from < runs.length; from += AT_ONCE) {
    const rows = await db
      .selectFrom('workflow_runs')
      .select(['id', 'state'])
      .where('id', 'in', runs.slice(from, from + AT_ONCE))
      .execute();
    for (const { id, state } of rows) standings.set(id, state === 'ended' ? 'ended' : 'open');
  }
  return standings;
}

function openRun(row: Row): OpenRun {
  // oxlint-disable typescript/no-unsafe-type-assertion -- the columns hold what the model's types gave.
  return {
    id: row.id as RunId,
    package: { name: row.package_name, version: row.package_version },
    state: row.state as OpenRun['state'],
    createdAt: row.created_at,
    token: row.lease_token,
    lease: leaseIn(row),
    sound: row.sound === 1,
  };
  // oxlint-enable typescript/no-unsafe-type-assertion
}

/** Undefined where nobody holds one. */
export function leaseIn({
  lease_token,
  lease_owner,
  lease_expires,
}: Pick<Row, 'lease_token' | 'lease_owner' | 'lease_expires'>): Lease | undefined {
  if (lease_owner === null || lease_expires === null) return undefined;
  return { token: lease_token, owner: JSON.parse(lease_owner), expires: lease_expires };
}
