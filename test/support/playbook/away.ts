import type { ApiProxy } from '../api-proxy.ts';
import type { Inputs, PlaybookRun, Shipped } from './shipped.ts';

/**
 * Runs a playbook while the cluster goes away in the middle of each of its steps: every request that it has not sent yet
 * has this fate, and passes when it is sent again. The plan is made before.
 */
export async function runWhileAway(
  playbook: Shipped,
  inputs: Inputs,
  { proxy, fate }: { readonly proxy: ApiProxy; readonly fate: 'drop' | 'lose' },
): Promise<PlaybookRun> {
  const plan = await playbook.approved(inputs);
  const met = new Set<string>();
  proxy.fate = ({ line }) => {
    // What is put together anew each time is the same question.
    const question = line.replace(/resourceVersion=\d+/, '');
    if (met.has(question)) return 'pass';
    met.add(question);
    return fate;
  };
  try {
    const ended = await playbook.at(['run', '--plan', plan, '--json']);
    return await playbook.recorded(await playbook.ana.latest(), ended);
  } finally {
    proxy.fate = () => 'pass';
  }
}
