import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { JsonObject } from '../../src/base/json.ts';
import { LEVELS } from '../../src/model/pod-security.ts';
import { judgeUnsigned, type Measure } from '../../src/policy/judge-file.ts';
import { controlsIn, judgeText, measureOf } from './judged.ts';
import { atLeast, atMost, type Line, type PolicyRow } from './row.ts';
import { CONTROLLERS, PACKAGES } from './wrap.ts';

/** Kubernetes' own test pods: the folder says which pass, and the file's name which control a failing one breaks. */
export const psa: PolicyRow = {
  name: 'psa',
  measure: async (data) => {
    const lines: Line[] = [];
    for (const level of LEVELS) {
      const folder = path.join(data, 'psa', level);
      for (const [where, ways] of waysOf(measureOf(level)))
        lines.push(...(await count(folder, `${level}, ${where}`, ways)));
    }
    return lines;
  },
};

/** Gives the controls that a pod is found to break, one way of bringing it. */
type Way = (pod: TestPod) => Promise<readonly string[]>;

interface TestPod {
  readonly text: string;
  readonly value: JsonObject;
  readonly control: string;
}

function waysOf(measure: Measure): [string, Way[]][] {
  const inFile = async (text: string): Promise<string[]> =>
    controlsIn((await judgeText('pod.yaml', text, measure)).issues);
  return [
    ['alone', [({ text }) => inFile(text)]],
    [
      'in each controller',
      Object.values(CONTROLLERS).map(
        (wrap) =>
          ({ value }) =>
            inFile(`${JSON.stringify(wrap(value))}\n`),
      ),
    ],
    [
      'in packages',
      Object.values(PACKAGES).map(
        (pack) =>
          async ({ value }) =>
            controlsIn((await judgeUnsigned(pack(value), measure)).issues),
      ),
    ],
  ];
}

async function count(folder: string, what: string, ways: readonly Way[]): Promise<Line[]> {
  const failing = await found(podsIn(path.join(folder, 'fail')), ways);
  const passing = await found(podsIn(path.join(folder, 'pass')), ways);
  const named = failing.filter(({ pod, controls }) => controls.includes(pod.control));
  const flagged = passing.filter(({ controls }) => controls.length > 0);
  return [
    atLeast(`${what}: control named`, [named.length, failing.length], 1),
    atMost(`${what}: false positives`, [flagged.length, passing.length], 0),
  ];
}

async function found(pods: readonly TestPod[], ways: readonly Way[]) {
  const all = ways.flatMap((way) => pods.map(async (pod) => ({ pod, controls: await way(pod) })));
  return Promise.all(all);
}

function podsIn(folder: string): TestPod[] {
  return globSync('*.yaml', { cwd: folder }).map((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const value: JsonObject = parse(text);
    return { text, value, control: name.replace(/\d*\.yaml$/, '') };
  });
}
