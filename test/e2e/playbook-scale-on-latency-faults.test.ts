import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { part } from '../support/parts.ts';
import { breakingCluster } from '../support/playbook/breaking-cluster.ts';
import { killed } from '../support/playbook/killed.ts';
import { type Inputs, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { type SlowShop, slowShop } from '../support/playbook/slow-shop.ts';
import { withoutEachRule } from '../support/playbook/without-each-rule.ts';
import { freePort } from '../support/server.ts';

const POINTS = 10;
/** The same seed kills after the same times. */
const SEED = Number(process.env['ATOMCTL_TEST_SEED'] ?? 20_261_128);
const prometheus = part('prometheus');
const isHere = runsPods(clusterHere()) && part('workload') !== undefined && prometheus !== undefined;

describe.skipIf(!isHere)('scale-on-latency', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let shop: SlowShop;
  let playbook: Shipped;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    shop = await slowShop(prometheus ?? '', space);
    playbook = await shipped('scale-on-latency', {
      KUBECONFIG: space.kubeconfig,
      PROM_URL: shop.prometheus.url,
    });
    await shop.crowd();
  }, 600_000);
  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
    await space[Symbol.asyncDispose]();
  });

  /**
   * It has been slow for long, and does not get well as soon: slower and busier than that at every moment, whatever a run
   * before left of its load.
   */
  const hopeless = (more: Inputs = {}) =>
    shop.inputs(shop.stuck, {
      spike: 0,
      watch: '1s',
      improvement: 99,
      threshold: 0.1,
      busyCpu: 0.001,
      ...more,
    });
  /** Why a run of these inputs failed. */
  const reason = async (inputs: Inputs, env: Readonly<Record<string, string>> = {}) => {
    const file = playbook.ana.in('inputs.json');
    writeFileSync(file, JSON.stringify(inputs));
    const args = ['run', playbook.ref, '--inputs', file, '--approve', '--reason', 'a test', '--json'];
    const ended = await playbook.at(args, { env });
    const { error } = ended.json();
    expect({ exitCode: ended.exitCode, code: error.code }).toEqual({ exitCode: 1, code: 'ATOM_RUN_FAILED' });
    return error.message.replace(/^run_\w+ ended as failed: /, '');
  };

  describe('says in one clear error, and scales nothing, that', () => {
    it('there is no such Deployment', async () => {
      expect(await reason({ ...hopeless(), deployment: 'catr' })).toBe(
        `workload: there is no Deployment "catr" in the namespace ${space.name}, did you mean "cart"? (try: kubectl get deployments -n ${space.name})`,
      );
    });

    it('the namespace is of another tenant', async () => {
      await using other = await cluster.namespace();
      await space.kubectl(['create', 'serviceaccount', 'guest']);
      const token = (await space.kubectl(['create', 'token', 'guest'])).trim();
      const config = JSON.parse(await space.kubectl(['config', 'view', '--raw', '--minify', '-o', 'json']));
      config.users[0].user = { token };
      const guest = playbook.ana.in('guest.kubeconfig');
      writeFileSync(guest, JSON.stringify(config), { mode: 0o600 });
      const planned = await playbook.at(
        ['plan', playbook.ref, '-i', `namespace=${other.name}`, '-i', 'deployment=web', '--json'],
        { env: { KUBECONFIG: guest } },
      );
      expect(planned.json().error).toMatchObject({
        code: 'ATOM_PERMISSION_DENIED',
        message: expect.stringContaining(`You may not get deployments.apps in ${other.name}`),
      });
    });

    it('Prometheus is not there', async () => {
      const env = { PROM_URL: `http://127.0.0.1:${await freePort()}` };
      expect(await reason(hopeless(), env)).toMatch(/^before: Prometheus: .*ECONNREFUSED/);
    });

    it('Prometheus knows nothing of it', async () => {
      expect(await reason(hopeless({ job: 'catr' }))).toBe('before: no data: the query gives no series');
    });

    it('nobody asks it, so that its latency is no number', async () => {
      await shop.helped.clients(0);
      await shop.isIdle(shop.helped);
      expect(await reason(shop.inputs(shop.helped))).toBe('before: no data in 1 of 1 series (NaN, or ended)');
    });

    it('nothing is slow', async () => {
      expect(await reason(hopeless({ threshold: 5 }))).toMatch(
        /^slow: the p95 latency of cart came down to \d+ ms within the last 4s, and 5000 ms is the threshold: nothing is scaled$/,
      );
    });

    it('the load does not explain it', async () => {
      expect(await reason(hopeless({ busyCpu: 3 }))).toMatch(
        /^busy: a replica of cart uses 0\.0\d+ CPUs, and 3 would be busy: it is not the load that makes it slow, and nothing is scaled$/,
      );
    });

    it('not more ask it than before', async () => {
      expect(await reason(hopeless({ spike: 99 }))).toMatch(
        /^busy: cart gets [\d.]+ times the requests of the 2m before, and 99 times would be a spike: it is not the load/,
      );
    });

    it('more replicas are not allowed', async () => {
      expect(await reason(hopeless({ ceiling: 1 }))).toBe(
        'scalable: cart has 1 replicas, and the ceiling is 1: look for another cause, or give a higher one with -i ceiling=N',
      );
    });

    it('somebody has stopped it', async () => {
      await space.kubectl(['create', 'deployment', 'asleep', '--image=example.test/web', '--replicas=0']);
      expect(await reason({ ...hopeless(), deployment: 'asleep' })).toBe(
        'scalable: asleep has no replicas: somebody has stopped it',
      );
    });

    it('an autoscaler would undo it', async () => {
      expect(await shop.stuck.replicas()).toBe(1);
      await space.kubectl(['autoscale', 'deployment', 'cart', '--min=1', '--max=1', '--cpu=50%']);
      expect(await reason(hopeless())).toBe(
        `scalable: a HorizontalPodAutoscaler scales cart and would undo this: raise its maxReplicas, or delete it (kubectl get hpa -n ${space.name})`,
      );
      await space.kubectl(['delete', 'hpa', 'cart']);
    });
  });

  it(`puts replicas back that do not help, though its owners are killed at ${POINTS} random moments (seed ${SEED})`, async () => {
    const runs = await killed(playbook, hopeless(), {
      seed: SEED,
      points: POINTS,
      wholeMs: 5000,
      before: () => shop.isSlow(shop.stuck),
    });
    for (const run of runs) {
      expect([run.result, run.record.reason]).toEqual([
        'rolled-back',
        expect.stringMatching(/^helped: with 2 replicas/),
      ]);
      expect(run.record.leftToDo).toEqual([]);
    }
    expect(await shop.stuck.replicas()).toBe(1);
  }, 900_000);

  it('needs what it declares, as the account that rbac gives it, and nothing else', async () => {
    await space.kubectl(['create', 'ingress', 'cart', '--rule=cart.test/*=cart:80']);
    const { whole, unused, without } = await withoutEachRule(playbook, hopeless({ rebalance: true }), {
      cluster,
      space,
      before: () => shop.isSlow(shop.stuck),
    });
    expect([whole.result, whole.record.reason]).toEqual([
      'rolled-back',
      expect.stringMatching(/^helped: with 2 replicas/),
    ]);
    expect(unused ?? []).toEqual([]);
    expect(whole.step('rebalance').state).toBe('succeeded');
    const { metadata } = JSON.parse(await space.kubectl(['get', 'ingress', 'cart', '-o', 'json']));
    expect(metadata.annotations ?? {}).toEqual({});
    // What a scale sends is known to the run alone, so that all that is declared is asked for: nothing is begun.
    expect(without).toEqual(
      without.map(({ rule, step }) => ({
        rule,
        step,
        plan: refused(rule),
        run: expect.not.stringContaining('ended as'),
      })),
    );
    expect(without).toHaveLength(8);
  }, 900_000);

  it('goes on where the cluster goes away in the middle of each step', async () => {
    await shop.isSlow(shop.stuck);
    await using breaking = await breakingCluster(space);
    const far = await shipped('scale-on-latency', {
      KUBECONFIG: breaking.kubeconfig,
      PROM_URL: shop.prometheus.url,
    });
    const plan = await far.approved(hopeless());
    breaking.breakEachOnce();
    const { error } = (await far.at(['run', '--plan', plan, '--json'])).json();
    expect(error.message).toMatch(/ended as rolled-back: helped: with 2 replicas/);
    expect(breaking.broken).toEqual(
      expect.arrayContaining([
        `GET /apis/apps/v1/namespaces/${space.name}/deployments/cart`,
        `GET /apis/autoscaling/v2/namespaces/${space.name}/horizontalpodautoscalers`,
        `GET /api/v1/namespaces/${space.name}/pods`,
        `PATCH /apis/apps/v1/namespaces/${space.name}/deployments/cart`,
      ]),
    );
    expect(await shop.stuck.replicas()).toBe(1);
  }, 600_000);

  it('puts the replicas back where Prometheus goes away meanwhile, and says so', async () => {
    await shop.isSlow(shop.stuck);
    const plan = await playbook.approved(hopeless({ watch: '4s' }));
    const running = playbook.start(['run', '--plan', plan]);
    await running.says('✔ scale');
    await shop.prometheus[Symbol.asyncDispose]();
    const { exitCode, stderr } = await running.result;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ended as rolled-back: after: Prometheus: .*ECONNREFUSED/);
    expect(await shop.stuck.replicas()).toBe(1);
  });
});

/** By us, or by the API server. */
function refused(rule: string): unknown {
  const [verb = '', resource = ''] = rule.split(' ');
  return expect.stringMatching(
    new RegExp(`(may not ${verb} ${resource}|cannot ${verb} resource "${resource}")`),
  );
}
