import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterHere, runsPods, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { part } from '../support/parts.ts';
import { packedTwice } from '../support/playbook/same-pack.ts';
import { type PlaybookRun, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { type SlowShop, slowShop } from '../support/playbook/slow-shop.ts';

const NAME = 'scale-on-latency';
const prometheus = part('prometheus');
const isHere = runsPods(clusterHere()) && part('workload') !== undefined && prometheus !== undefined;

it('packs to the same digest everywhere', () => {
  const [here, there] = packedTwice(NAME);
  expect(there).toBe(here);
});

describe.skipIf(!isHere)('scale-on-latency', () => {
  let space: TestNamespace;
  let shop: SlowShop;
  let playbook: Shipped;
  let helped: PlaybookRun;
  let stuck: PlaybookRun;

  beforeAll(async () => {
    space = await (await sharedCluster()).namespace();
    shop = await slowShop(prometheus ?? '', space);
    for (const { name } of [shop.helped, shop.stuck])
      await space.kubectl(['create', 'ingress', name, `--rule=${name}.test/*=${name}:80`]);
    const env = { KUBECONFIG: space.kubeconfig, PROM_URL: shop.prometheus.url };
    playbook = await shipped(NAME, env);
    const other = await shipped(NAME, env);
    await shop.crowd();
    [helped, stuck] = await Promise.all([
      playbook.run(shop.inputs(shop.helped, { increase: 200, rebalance: true })),
      other.run(shop.inputs(shop.stuck, { rebalance: true })),
    ]);
  }, 240_000);
  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
    await space[Symbol.asyncDispose]();
  });

  it('is safe', async () => {
    expect(await playbook.dryRun()).toMatchObject({ class: 'safe', score: 0, issues: [] });
  });

  describe('where more replicas help', () => {
    it('leaves them, and says what it was and is', async () => {
      expect(helped).toMatchObject({ exitCode: 0, result: 'succeeded' });
      expect(await shop.helped.replicas()).toBe(3);
      expect(await helped.log('report')).toMatch(
        /web has 3 replicas instead of 1, and its p95 latency came down from \d{3,} ms to \d{3} ms/,
      );
    });

    it('has the fault before and the health after in its record', () => {
      const [before, after] = [
        helped.step('before').outputs.series[0],
        helped.step('after').outputs.series[0],
      ];
      expect(before.min).toBeGreaterThan(0.4);
      expect(after.max).toBeLessThanOrEqual(0.4);
      expect(helped.step('requests').outputs.value).toBeGreaterThan(1.2);
      expect(helped.step('cpu').outputs.value).toBeGreaterThan(0.01);
      expect(helped.step('pods').outputs.pods).toMatchObject([{ ready: true, problems: [] }]);
      expect(helped.step('scale').outputs.replicas).toBe(3);
    });

    it('changes the Ingress where it is asked to', async () => {
      expect(await annotationsOf('web')).toEqual({ 'nginx.ingress.kubernetes.io/load-balance': 'ewma' });
    });
  });

  describe('where they do not', () => {
    it('puts them back, and says so', async () => {
      expect(stuck.record.reason).toMatch(
        /^helped: with 2 replicas the p95 latency of shop still came to \d+ ms within the last 3s, and was \d+ ms with 1: replicas do not help, and are put back; look at what all of them wait for$/,
      );
      expect(stuck).toMatchObject({ exitCode: 1, result: 'rolled-back' });
      expect(stuck.record.leftToDo).toEqual([]);
      expect(await shop.stuck.replicas()).toBe(1);
    });

    it('has both readings in its record, and puts the Ingress back too', async () => {
      expect(stuck.step('before').outputs.series[0].min).toBeGreaterThan(0.4);
      expect(stuck.step('after').outputs.series[0].max).toBeGreaterThan(0.4);
      expect(stuck.step('undo.scale').state).toBe('succeeded');
      expect(await annotationsOf('shop')).toEqual({});
    });
  });

  async function annotationsOf(ingress: string): Promise<Record<string, string>> {
    const { metadata } = JSON.parse(await space.kubectl(['get', 'ingress', ingress, '-o', 'json']));
    return metadata.annotations ?? {};
  }
});
