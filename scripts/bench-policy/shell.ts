import path from 'node:path';
import { rowsOf } from '../../test/support/test-data.ts';
import { judgeText, measureOf } from './judged.ts';
import { atLeast, atMost, type Line, type PolicyRow } from './row.ts';

type Script = Readonly<Record<string, unknown>>;

/** Attack scripts, real CI steps and examples of documentation. */
export const shell: PolicyRow = {
  name: 'shell',
  measure: async (data) => {
    const rows = (set: string): readonly Script[] => rowsOf(path.join(data, set, 'labels.jsonl'));
    const attacks = await classesOf(rows('shell-atomic').filter(isStrong));
    const steps = await classesOf(rows('shell-benign-ci'));
    const examples = await classesOf(rows('shell-benign-tldr'));
    const noticed = attacks.filter((each) => each !== 'safe').length;
    return [
      atLeast('attack scripts with a strong sign: at least caution', [noticed, attacks.length], 0.9),
      atLeast('attack scripts with a strong sign: unsafe', [unsafe(attacks), attacks.length], 0.65),
      atMost('real CI steps: unsafe', [unsafe(steps), steps.length], 0.02),
      atMost('documentation examples: unsafe', [unsafe(examples), examples.length], 0.01),
      await duration(rows('shell-benign-ci')),
    ];
  },
};

function unsafe(classes: readonly string[]): number {
  return classes.filter((each) => each === 'unsafe').length;
}

/** The data says of most scripts that nobody can tell them from the work of an administrator. */
function isStrong({ regex_features: features }: Script): boolean {
  return Array.isArray(features) && features.length > 0;
}

async function classesOf(scripts: readonly Script[]): Promise<readonly string[]> {
  const measure = measureOf(null);
  const judged = scripts.map(async ({ script }) => judgeText('a.sh', String(script), measure));
  return (await Promise.all(judged)).map((verdict) => verdict.class);
}

/** The processor's time, since others may use the machine as well. */
async function duration(scripts: readonly Script[]): Promise<Line> {
  const before = process.cpuUsage();
  for (let turn = 0; turn < 5; turn += 1) await classesOf(scripts);
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / 1000 / (5 * scripts.length);
  return { what: 'a real CI step, ms', measured: each.toFixed(2), goal: '≤ 1', ok: each <= 1 };
}
