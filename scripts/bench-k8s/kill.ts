import { runEveryAction } from '../../test/support/kill/cluster-ground.ts';
import { deathsAt } from '../../test/support/kill/dying.ts';
import { endsOf } from '../../test/support/kill/ends.ts';
import type { K8sRow } from './row.ts';

/**
 * Runs of every action, each killed at another write of its journal, just before and just after the commit, and resumed.
 * `--size` takes so many of the writes, evenly.
 */
export const kill: K8sRow = {
  name: 'kill',
  measure: async ({ cluster, size }) => {
    const undisturbed = await runEveryAction(cluster, []);
    const every = size === undefined ? 1 : Math.max(1, Math.floor(undisturbed.writes / size));
    const deaths = deathsAt(undisturbed.writes, every);
    const ends = await endsOf(deaths, {
      undisturbed,
      carry: (death) => runEveryAction(cluster, [death]),
      tell: (why) => console.error(why),
    });
    return [
      {
        what: `kill -9 at ${every === 1 ? 'each' : `every ${every}th`} of ${undisturbed.writes} journal writes of a run of every action, before and after`,
        measured: `${ends.kills} kills: ${ends.same} end as without, ${ends.named} in a state that the report names, ${ends.broken} in another`,
        goal: '0 in another',
        ok: undisturbed.result === 'succeeded' && ends.broken === 0 && ends.kills > 0,
      },
    ];
  },
};
