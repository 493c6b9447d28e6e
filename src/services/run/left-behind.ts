import type { Plan } from '../../model/plan.ts';
import type { RunId } from '../../model/run.ts';
import type { RunView } from '../../model/run-view.ts';
import { type LeftBehind, leftToDo } from '../../run/result.ts';
import type { RunDeps } from './deps.ts';
import { revokeLeases } from './leases/revoke-leases.ts';

interface Ending {
  readonly run: RunId;
  readonly plan: Plan;
  readonly view: RunView;
}

/** What an ending run leaves to do by hand, in words: of its own rollback, of the runs that it nested, of its secrets. */
export async function leftBehind(deps: RunDeps, { run, plan, view }: Ending): Promise<LeftBehind> {
  return {
    steps: leftToDo(view),
    nested: [...plan.steps, ...plan.rollback].some(({ type }) => type === 'workflow')
      ? await leftOfNested(deps, run)
      : [],
    secrets: [...(await revokeLeases(deps, run, plan)), ...((await deps.dropKept?.(run, plan)) ?? [])],
  };
}

async function leftOfNested({ journal }: RunDeps, parent: RunId): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { record } of await journal.nested(parent)) {
    const last = await journal.lastSeq(record.id);
    for await (const { event } of journal.events(record.id, last - 1)) {
      if (event.type !== 'run-ended') continue;
      left.push(...event.leftToDo.map((what) => `${record.parent?.step ?? ''}, ${record.id}: ${what}`));
    }
  }
  return left;
}
