import { needed } from '../../test/support/parts.ts';
import { slowShop } from '../../test/support/playbook/slow-shop.ts';
import type { KillRow } from './row.ts';

export const scaleOnLatency: readonly KillRow[] = [
  {
    name: 'scale-on-latency',
    outcome: 'leaves replicas that help',
    stage: async ({ space }) => {
      const shop = await slowShop(needed('prometheus'), space);
      await shop.crowd();
      return {
        env: { PROM_URL: shop.prometheus.url },
        fault: async () => {
          await space.kubectl(['scale', 'deployment', 'web', '--replicas=1']);
          await shop.isSlow(shop.helped);
          return shop.inputs(shop.helped, { increase: 200, spike: 0, watch: '12s' });
        },
        world: async () => ({ replicas: await shop.helped.replicas() }),
        [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
      };
    },
  },
  {
    name: 'scale-on-latency',
    outcome: 'takes away replicas that do not help',
    stage: async ({ space }) => {
      const shop = await slowShop(needed('prometheus'), space);
      await shop.crowd();
      return {
        env: { PROM_URL: shop.prometheus.url },
        fault: async () => {
          await shop.isSlow(shop.stuck);
          return shop.inputs(shop.stuck, { spike: 0, watch: '1s', improvement: 99, threshold: 0.1 });
        },
        world: async () =>
          JSON.parse(await space.kubectl(['get', 'deployment', 'cart', '-o', 'jsonpath={.spec}'])),
        [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
      };
    },
  },
];
