import type { Rule } from '../rule.ts';
import { effectsOn } from './effect-words.ts';

const CLAIMS = ['persistentvolumeclaims', 'persistentvolumes'];
const SNAPSHOTS = ['volumesnapshots', 'volumesnapshotcontents'];

export const storageDelete: Rule = {
  id: 'storage-delete',
  version: 1,
  title: 'Deletes stored data',
  severity: 'high',
  why: 'A volume whose reclaim policy is Delete, which is what storage classes do by default, goes with its claim, and its data with it.',
  fix: 'Keep the claim; where it must go, take a snapshot first and name the claim.',
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
  *check(view) {
    for (const { action, by, everyObject, place, title } of effectsOn(view, CLAIMS)) {
      if (action !== 'delete') continue;
      yield {
        ...place,
        what: `${by} deletes ${title}.`,
        ...(everyObject && { severity: 'critical' as const }),
      };
    }
    for (const { action, by, place, title } of effectsOn(view, SNAPSHOTS)) {
      if (action === 'delete') yield { ...place, what: `${by} deletes ${title}.`, severity: 'medium' };
    }
  },
};
