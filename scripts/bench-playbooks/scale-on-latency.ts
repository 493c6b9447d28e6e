import { textOf } from '../../src/base/json.ts';
import { needed } from '../../test/support/parts.ts';
import { slowShop } from '../../test/support/playbook/slow-shop.ts';
import type { PlaybookRow } from './row.ts';

export const scaleOnLatency: PlaybookRow = {
  name: 'scale-on-latency',
  waits: ['scale', 'watch'],
  fault: async ({ space }) => {
    const shop = await slowShop(needed('prometheus'), space);
    await shop.crowd();
    const inputs = shop.inputs(shop.helped, { increase: 200, baseline: '120s' });
    const env = Object.entries(inputs).map(([name, value]) => [
      WORDS[name] ?? upper(name),
      textOf(value).replace(/^(\d+)s$/, '$1'),
    ]);
    return {
      inputs,
      args: [space.name, shop.helped.name],
      env: { PROM_URL: shop.prometheus.url, ...Object.fromEntries(env) },
      [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
    };
  },
};

/** What the script calls otherwise. */
const WORDS: Readonly<Record<string, string>> = { cpuMetric: 'CPU' };

/** `slowFor` as `SLOW_FOR`. */
function upper(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
