import { type Effect, titleOf } from '../kubernetes/effect.ts';
import type { Rule } from '../rule.ts';

const ENDS_THINGS = new Set(['delete', 'drain', 'restart-pod']);

export const wideSelection: Rule = {
  id: 'wide-selection',
  version: 1,
  title: 'Changes more than it names',
  severity: 'medium',
  why: '--all, an empty selector and all namespaces take whatever is there when the run comes to it, which is not what was there when it was written.',
  fix: 'Name the objects, or give a selector that only they have, in one namespace.',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors',
  *check({ effects }) {
    for (const effect of effects) {
      const { action, by, everyNamespace, everyObject, place, reads } = effect;
      if (reads || !(everyNamespace || everyObject) || isNamed(effect)) continue;
      const ends = ENDS_THINGS.has(action);
      yield {
        ...place,
        what: `${by} changes ${titleOf(effect)} (${action}).`,
        ...(ends && { severity: everyNamespace && everyObject ? ('critical' as const) : ('high' as const) }),
      };
    }
  },
};

/** kubectl refuses --all beside a name, and -A means nothing for what is in a file. */
function isNamed({ targets }: Effect): boolean {
  return targets.length > 0 && targets.every(({ name }) => name !== null);
}
