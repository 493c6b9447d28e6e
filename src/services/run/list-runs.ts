import type { Page } from '../../model/list.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunId, RunRecord, RunState } from '../../model/run.ts';
import type { NestedRun, RunDetails } from '../../model/run-view.ts';
import { reportOf } from '../../run/report.ts';
import type { RunDeps } from './deps.ts';
import { isCarried } from './lease.ts';
import { readView } from './read-view.ts';
import { findRun } from './find-run.ts';

export interface RunQuery {
  readonly cursor: string | null;
  readonly limit: number;
  readonly state?: RunState | undefined;
  readonly package?: string | undefined;
}

type Reading = Pick<RunDeps, 'journal' | 'processes' | 'tenant'>;

/** Runs, newest first; one whose owner is gone is said to be interrupted. */
export async function listRuns(deps: Reading, query: RunQuery): Promise<Page<RunRecord>> {
  const { cursor, limit, state, package: name } = query;
  const page = await deps.journal.list({
    tenant: deps.tenant,
    cursor,
    limit,
    ...(state !== undefined && { state: state === 'interrupted' ? 'running' : state }),
    ...(name !== undefined && { package: name }),
  });
  const items = await Promise.all(page.items.map((record) => asItIs(deps, record)));
  return { ...page, items: state === undefined ? items : items.filter((record) => record.state === state) };
}

/** The row of a run, as it is now. @throws {AtomError} ATOM_RUN_NOT_FOUND */
export async function recordOf(deps: Reading, ref: string): Promise<RunRecord> {
  return asItIs(deps, await findRun(deps, ref));
}

/** One run with all of its steps. @throws {AtomError} ATOM_RUN_NOT_FOUND */
export async function showRun(deps: Reading, ref: string): Promise<RunDetails> {
  const { id } = await findRun(deps, ref);
  const { plan } = await deps.journal.approvedPlan(id);
  return showRunOf(deps, id, plan);
}

/** As `showRun`, with the run's plan at hand: that of a long run is not read, nor held, twice. */
export async function showRunOf(deps: Reading, run: RunId, plan: Plan): Promise<RunDetails> {
  const record = await asItIs(deps, await findRun(deps, run));
  const view = await readView(deps, { run: record.id, plan });
  return {
    ...record,
    nested: await nestedRuns(deps, record.id),
    steps: [...view.steps.values()].map(reportOf),
    rollback: [...view.rollback.values()].map(reportOf),
    reason: view.ended?.reason ?? null,
    leftToDo: view.ended?.leftToDo ?? [],
    queued: record.state === 'ended' ? null : view.queued,
    owner: record.state === 'ended' ? null : view.owner,
  };
}

/** The runs of a run's workflow steps, as they are now. */
export async function nestedRuns(deps: Reading, run: RunId): Promise<readonly NestedRun[]> {
  const all = await deps.journal.nested(run);
  return Promise.all(
    all.map(async ({ record }) => {
      const { id, state, result, package: wpk, parent } = await asItIs(deps, record);
      return {
        id,
        state,
        result,
        package: { name: wpk.name, version: wpk.version },
        step: parent?.step ?? '',
      };
    }),
  );
}

async function asItIs(deps: Reading, record: RunRecord): Promise<RunRecord> {
  if (record.state !== 'running' && record.state !== 'rolling-back') return record;
  return (await isCarried(deps, record.id)) ? record : { ...record, state: 'interrupted' };
}
