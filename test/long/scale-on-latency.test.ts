import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { clusterHere, runsPods, sharedCluster } from '../support/cluster.ts';
import { part } from '../support/parts.ts';
import { shipped } from '../support/playbook/shipped.ts';
import { slowShop } from '../support/playbook/slow-shop.ts';

const prometheus = part('prometheus');
const isHere = runsPods(clusterHere()) && part('workload') !== undefined && prometheus !== undefined;
const MINUTES_MS = 60_000;

describe.skipIf(!isHere)('scale-on-latency with its defaults', () => {
  it('scales what was slow for three minutes, and watches it for five', async () => {
    await using space = await (await sharedCluster()).namespace();
    await using shop = await slowShop(prometheus ?? '', space);
    const env = { KUBECONFIG: space.kubeconfig, PROM_URL: shop.prometheus.url };
    const [web, stuck] = [await shipped('scale-on-latency', env), await shipped('scale-on-latency', env)];
    // The workload is small: its CPU is not that of a real one.
    const inputs = { namespace: space.name, cpuMetric: 'process_cpu_seconds_total', busyCpu: 0.01 };
    await shop.crowd();
    await sleep(5 * MINUTES_MS);
    const [helped, not] = await Promise.all([
      web.run({ ...inputs, deployment: shop.helped.name }),
      stuck.run({ ...inputs, deployment: shop.stuck.name }),
    ]);

    expect(helped).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(await shop.helped.replicas()).toBe(2);
    expect(not).toMatchObject({ exitCode: 1, result: 'rolled-back' });
    expect(not.record.reason).toMatch(/^helped: with 2 replicas the p95 latency of cart is \d+ ms/);
    expect(await shop.stuck.replicas()).toBe(1);
  });
});
