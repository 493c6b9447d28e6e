import { isDeepStrictEqual } from 'node:util';
import { diffObjects } from '../../src/kubernetes/diff-objects.ts';
import { type EndedRun, runEveryAction } from '../../test/support/kill/cluster-ground.ts';
import type { Death } from '../../test/support/kill/ground.ts';
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
    const count = { kills: 0, same: 0, named: 0, broken: 0 };
    for (let write = 1; write <= undisturbed.writes; write += every) {
      for (const side of ['before', 'after'] as const) {
        const ended = await runEveryAction(cluster, [{ write, side }]);
        count.kills += ended.kills;
        const isSame = ended.result === 'succeeded' && isDeepStrictEqual(ended.state, undisturbed.state);
        if (isSame) count.same += 1;
        else if (ended.result !== 'succeeded' && ended.report.trim() !== '') count.named += 1;
        else count.broken += 1;
        if (!isSame) console.error(whyNot({ write, side }, ended, undisturbed));
      }
    }
    const { kills, same, named, broken } = count;
    return [
      {
        what: `kill -9 at ${every === 1 ? 'each' : `every ${every}th`} of ${undisturbed.writes} journal writes of a run of every action, before and after`,
        measured: `${kills} kills: ${same} end as without, ${named} in a state that the report names, ${broken} in another`,
        goal: '0 in another',
        ok: broken === 0 && kills > 0,
      },
    ];
  },
};

function whyNot({ write, side }: Death, ended: EndedRun, undisturbed: EndedRun): string {
  const fields = diffObjects(undisturbed.state, ended.state).map((one) => JSON.stringify(one));
  return [`killed ${side} write ${write}: ${ended.result}`, ended.report.trim(), ...fields].join('\n  ');
}
