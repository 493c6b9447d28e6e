import { titleOf } from '../kubernetes/effect.ts';
import type { Rule } from '../rule.ts';

export const nodeDrain: Rule = {
  id: 'node-drain',
  version: 1,
  title: 'Empties a node',
  severity: 'medium',
  why: 'A drain moves every pod of the node. It waits where a PodDisruptionBudget says so; without evictions it does not, and a service may lose all its pods at once.',
  fix: 'Drain by evictions (without --disable-eviction, without a NoExecute taint), one node after the other, with a timeout.',
  reference: 'https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/',
  *check({ effects }) {
    for (const effect of effects) {
      const { action, by, place, skipsEviction, targets } = effect;
      const deletes = action === 'delete' && targets.some(({ resource }) => resource === 'nodes');
      if (skipsEviction || deletes) {
        const how = deletes ? 'deletes' : 'empties, past every PodDisruptionBudget,';
        yield { ...place, what: `${by} ${how} ${titleOf(effect)}.`, severity: 'high' };
      } else if (action === 'drain') {
        yield { ...place, what: `${by} drains ${titleOf(effect)}.` };
      }
    }
  },
};
