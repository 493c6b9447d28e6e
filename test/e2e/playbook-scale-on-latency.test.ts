import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterHere, runsPods, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { blocksOf } from '../support/markdown.ts';
import { part } from '../support/parts.ts';
import { packedTwice } from '../support/playbook/same-pack.ts';
import { type PlaybookRun, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { type SlowShop, slowShop } from '../support/playbook/slow-shop.ts';

const NAME = 'scale-on-latency';
const GUIDE = readFileSync(
  path.resolve(import.meta.dirname, `../../docs/guides/playbooks/${NAME}.md`),
  'utf8',
);
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
  let waiting: Shipped;
  let helped: PlaybookRun;
  let stuck: PlaybookRun;

  beforeAll(async () => {
    space = await (await sharedCluster()).namespace();
    shop = await slowShop(prometheus ?? '', space);
    await space.kubectl(['create', 'ingress', 'web', '--rule=web.test/*=web:80']);
    const env = { KUBECONFIG: space.kubeconfig, PROM_URL: shop.prometheus.url };
    playbook = await shipped(NAME, env);
    waiting = await shipped(NAME, env);
    await shop.crowd();
    [helped, stuck] = await Promise.all([
      playbook.run(shop.inputs(shop.helped, { increase: 200, rebalance: true })),
      waiting.run(shop.inputs(shop.stuck, { improvement: 75 })),
    ]);
  }, 600_000);
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
      const { metadata } = JSON.parse(await space.kubectl(['get', 'ingress', 'web', '-o', 'json']));
      expect(metadata.annotations).toEqual({ 'nginx.ingress.kubernetes.io/load-balance': 'ewma' });
    });
  });

  it('leaves replicas that help and are not enough, and says to plan it again', async () => {
    const run = await playbook.run(shop.inputs(shop.helped, { threshold: 0.1, increase: 100, spike: 0 }));
    expect(run).toMatchObject({ exitCode: 1, result: 'failed' });
    expect(run.record.reason).toMatch(
      /^enough: the p95 latency of web came down from \d+ ms to \d+ ms with 6 replicas, which stay, and is not under 100 ms for 3s: plan it again for more$/,
    );
    expect(await shop.helped.replicas()).toBe(6);
  });

  describe('where they do not', () => {
    it('puts them back, and says so', async () => {
      expect(stuck.record.reason).toMatch(
        /^helped: with 2 replicas the p95 latency of cart is \d+ ms, and was \d+ ms with 1: replicas do not help, and are put back; look at what all of them wait for$/,
      );
      expect(stuck).toMatchObject({ exitCode: 1, result: 'rolled-back' });
      expect(stuck.record.leftToDo).toEqual([]);
      expect(await shop.stuck.replicas()).toBe(1);
    });

    it('has both readings in its record', () => {
      expect(stuck.step('before').outputs.series[0].min).toBeGreaterThan(0.4);
      expect(stuck.step('after').outputs.series[0].max).toBeGreaterThan(0.4);
      expect(stuck.step('undo.scale').state).toBe('succeeded');
    });
  });

  it('is planned and shown as the guide says', async () => {
    const [plan = '', , , shown = ''] = blocksOf(GUIDE).flatMap(({ language, text }) =>
      language === 'console' ? [text.slice(text.indexOf('\n') + 1)] : [],
    );
    const printed = async (args: readonly string[]) => form((await waiting.at(args)).stdout);
    expect(await printed(['plans', 'show', stuck.record.plan.id])).toBe(form(plan));
    expect(await printed(['runs', 'show', stuck.id])).toBe(form(shown));
  });

  /** What is the same every night, and of every workload. */
  function form(text: string): string {
    const lines = text
      .replaceAll(space.name, 'shop')
      .replaceAll(/\b(?:web|cart)\b/g, 'WORKLOAD')
      .split('\n');
    return lines
      .filter((line) => !/^ {2}\w+ {2}|^approve|^then run it/.test(line))
      .join('\n')
      .replaceAll(/\b(plan|run)_\w+/g, '$1_ID')
      .replaceAll(/sha256:[0-9a-f]{64}/g, 'DIGEST')
      .replaceAll(/In \S+ \(https:\/\/[^)]+\)/g, 'In CONTEXT')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replaceAll(/\d[\d.]*(?:ms|[smh])?(?:\d\d[sm])?/g, 'N')
      .replaceAll(/(by +)\S+/g, '$1WHO')
      .replaceAll(/^(logs +).*$/gm, '$1FOLDER')
      .replaceAll(/ +/g, ' ')
      .trimEnd();
  }
});
