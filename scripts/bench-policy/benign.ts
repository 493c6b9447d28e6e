import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rowsOf } from '../../test/support/test-data.ts';
import { judgeText, measureOf } from './judged.ts';
import { atMost, type PolicyRow } from './row.ts';

const SETS = ['benign-k8s-examples', 'benign-argo-workflows'];

/** Manifests that people really use: those that their labels say ask nothing risky of a node or cluster. */
export const benign: PolicyRow = {
  name: 'benign',
  measure: async (data) => {
    const files = SETS.flatMap((set) =>
      rowsOf(path.join(data, set, 'labels.jsonl'))
        .filter(({ risky_features: risky }) => Array.isArray(risky) && risky.length === 0)
        .map(({ file }) => path.join(data, set, String(file))),
    );
    let unsafe = 0;
    for (const file of files) {
      const verdict = await judgeText(path.basename(file), readFileSync(file, 'utf8'), measureOf(null));
      unsafe += Number(verdict.class === 'unsafe');
    }
    return [atMost('benign manifests unsafe', [unsafe, files.length], 0)];
  },
};
