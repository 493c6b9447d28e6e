import { needed } from '../../parts.ts';
import { slowShop } from '../slow-shop.ts';
import type { Outcome } from './outcome.ts';

export const scaleOnLatency: readonly Outcome[] = [
  {
    playbook: 'scale-on-latency',
    what: 'leaves replicas that help',
    result: 'succeeded',
    leaves: { replicas: 3 },
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
    playbook: 'scale-on-latency',
    what: 'takes away replicas that do not help',
    result: 'rolled-back',
    leaves: { replicas: 1 },
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
