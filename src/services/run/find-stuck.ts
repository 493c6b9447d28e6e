import type { Ailment } from '../../model/run-doctor.ts';
import type { ProcessIdentity } from '../../model/run.ts';
import type { OpenRun } from '../../ports/journal.ts';
import { ailmentOf, type OwnerState } from '../../run/diagnose.ts';
import type { RunDeps } from './deps.ts';

export interface StuckRun {
  readonly ailment: Ailment;
  readonly run: OpenRun;
}

type Looking = Pick<RunDeps, 'journal' | 'processes' | 'tenant' | 'now'>;

/**
 * Every open run that does not go on by itself, oldest first: what has to be known before anything else is scheduled
 * on a store. Rows and processes are looked at, no journal is replayed.
 */
export async function findStuck(deps: Looking): Promise<readonly StuckRun[]> {
  const ownerOf = ownersSeen(deps);
  const now = deps.now().getTime();
  const found: StuckRun[] = [];
  for (const run of await deps.journal.open(deps.tenant)) {
    const { state, sound, token, createdAt } = run;
    const ailment = ailmentOf({
      state,
      sound,
      unclaimed: token === 0,
      ageMs: now - Date.parse(createdAt),
      owner: ownerOf(run),
    });
    if (ailment !== null) found.push({ ailment, run });
  }
  return found;
}

/** One process may have owned many runs: it is looked for once. */
function ownersSeen({ processes }: Looking): (run: OpenRun) => OwnerState {
  const now = processes.bootTime();
  const seen = new Map<string, 'dead' | 'well' | 'stopped' | 'unknown'>();
  const look = (owner: ProcessIdentity) => {
    if (!processes.isKnowable(owner)) return 'unknown';
    if (!processes.isAlive(owner)) return 'dead';
    return processes.isStopped(owner) ? 'stopped' : 'well';
  };
  return ({ lease }) => {
    if (lease === undefined) return 'none';
    const { host, bootId, pid, startTime } = lease.owner;
    const key = `${pid}/${startTime}/${bootId}/${host}`;
    const known = seen.get(key) ?? look(lease.owner);
    seen.set(key, known);
    const isOver = lease.expires <= now;
    switch (known) {
      case 'dead':
        return 'dead';
      case 'stopped':
        return 'silent';
      case 'well':
        return isOver ? 'silent' : 'well';
      case 'unknown':
        return isOver ? 'unknown-and-over' : 'unknown';
    }
  };
}
