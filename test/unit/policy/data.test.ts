import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { kyvernoPods } from '../../../scripts/bench-policy/kyverno-pods.ts';
import { psa } from '../../../scripts/bench-policy/psa.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { judge } from '../../../src/policy/judge.ts';
import { manifestsIn, rowsOf, testData } from '../../support/test-data.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

const policy = testData('policy');

describe.skipIf(policy === undefined)('on manifests that people really use', () => {
  test.for(['benign-k8s-examples', 'benign-argo-workflows'])(
    'nothing in %s that breaks no control is unsafe',
    (set) => {
      const risky = new Set(
        rows(set)
          .filter(({ risky_features: features }) => Array.isArray(features) && features.length > 0)
          .map(({ file }) => file),
      );
      const clean = manifestsIn(folder(set, set === 'benign-argo-workflows' ? 'examples' : '')).filter(
        ({ name }) => !risky.has(name) && !risky.has(`examples/${name}`),
      );

      expect(clean.length).toBeGreaterThan(200);
      expect(
        clean.filter(({ text }) => judgeFile('app.yaml', text).class === 'unsafe').map(({ name }) => name),
      ).toEqual([]);
    },
  );
});

describe.skipIf(policy === undefined)('on the Pod Security test pods', () => {
  test('every goal of the bench is met: alone, in each controller and in packages', async () => {
    const lines = await psa.measure(policy ?? '');

    expect(lines).toHaveLength(12);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('no pod that passes the baseline is more than safe', () => {
    const passing = manifestsIn(folder('psa/baseline/pass'));

    expect(passing.filter(({ text }) => judgeFile('pod.yaml', text).class !== 'safe')).toEqual([]);
  });
});

describe.skipIf(policy === undefined)("on the objects of Kyverno's policies", () => {
  test('every goal of the bench is met for pods', async () => {
    expect((await kyvernoPods.measure(policy ?? '')).filter(({ ok }) => !ok)).toEqual([]);
  });
});

function judgeFile(name: string, text: string): Verdict {
  const wpk = wpkOf(manifestWith('- {name: a, type: wait, with: {duration: 1s}}'), { [name]: text });
  return judge({ wpk, mayExcept: [], now: new Date(0) });
}

function rows(set: string) {
  return rowsOf(folder(set, 'labels.jsonl'));
}

function folder(...parts: string[]): string {
  return path.join(policy ?? '', ...parts);
}
