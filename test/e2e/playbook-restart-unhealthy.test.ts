import { readFileSync } from 'node:fs';
import path from 'node:path';
import { textOf } from '../../src/base/json.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { blocksOf } from '../support/markdown.ts';
import { looping } from '../support/playbook/crash-loop.ts';
import { onCall } from '../support/playbook/on-call.ts';
import { packedTwice } from '../support/playbook/same-pack.ts';
import { type Inputs, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { sameEachTime } from '../support/same-each-time.ts';

const NAME = 'restart-unhealthy';
const GUIDE = readFileSync(
  path.resolve(import.meta.dirname, `../../docs/guides/playbooks/${NAME}.md`),
  'utf8',
);
const SHORT = { healthyFor: '3s', rolloutTimeout: '1m', healthTimeout: '30s' };

it('packs to the same digest everywhere', () => {
  const [here, there] = packedTwice(NAME);
  expect(there).toBe(here);
});

describe.skipIf(!runsPods(clusterHere()))('restart-unhealthy', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let playbook: Shipped;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    playbook = await shipped(NAME, { KUBECONFIG: space.kubeconfig });
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const inputs = (deployment: string, more: Inputs = {}): Inputs => ({
    namespace: space.name,
    deployment,
    ...SHORT,
    ...more,
  });

  it('is safe', async () => {
    expect(await playbook.dryRun()).toMatchObject({ class: 'safe', score: 0, issues: [] });
  });

  it('mends what lies in the pod, as its guide shows; the fault before and the health after are in the record', async () => {
    const { name, poison } = await looping(cluster, space, 'state');
    await poison();
    const words = Object.entries(inputs(name)).flatMap(([key, value]) => ['-i', `${key}=${textOf(value)}`]);
    const planned = await playbook.at(['plan', NAME, ...words]);
    expect(sameEachTime(planned.stdout, space.name)).toBe(shown(0));
    const [plan = ''] = /plan_\w+/.exec(planned.stdout) ?? [];
    await playbook.at(['approve', plan, '--reason', 'it crash-loops']);
    const ended = await playbook.at(['run', '--plan', plan]);
    expect(inAnyOrder(sameEachTime(ended.stdout, space.name))).toEqual(inAnyOrder(shown(1)));

    const run = await playbook.recorded(await playbook.ana.latest(), ended);
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('before').outputs.problems).toEqual([
      expect.stringMatching(/^state-\S+\/main: (CrashLoopBackOff .*it ended with 3|Error, exit 3)/),
    ]);
    // The kubelet may have removed one of the two by then.
    expect((await run.log('logs')) + (await run.log('previous'))).toContain('the cache is poisoned\n');
    expect(run.step('events').outputs[0].items).toContainEqual(
      expect.objectContaining({ reason: 'BackOff' }),
    );
    expect(run.step('nodes').outputs[0].nodes).toMatchObject([{ ready: true }]);
    expect(run.step('verify').outputs.seconds).toBeGreaterThanOrEqual(3);
    expect(run.step('after').outputs).toMatchObject({ problems: [], pods: [{ ready: true, restarts: 0 }] });
    expect(run.step('escalate').state).toBe('skipped');
  });

  it('leaves a Deployment alone that is healthy, until it was restarted too often', async () => {
    const { crashOnce } = await looping(cluster, space, 'state');
    const short = { healthyFor: '1s', restarts: 1 };
    const run = await playbook.run(inputs('state', short));
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('restart').state).toBe('skipped');

    await crashOnce();
    const next = await playbook.run(inputs('state', short));
    expect(next).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(next.step('before').outputs.pods).toMatchObject([{ ready: true, restarts: 1 }]);
    expect(next.step('restart').state).toBe('succeeded');
  });

  it('mends what came of a ConfigMap that was mended meanwhile', async () => {
    const { name, poison, mend } = await looping(cluster, space, 'config');
    await poison();
    await mend();
    const run = await playbook.run(inputs(name));
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect((await run.log('logs')) + (await run.log('previous'))).toContain('no such mode: bad');
    expect(run.step('after').outputs.problems).toEqual([]);
  });

  it('tells on-call all that was seen and what to do, where the new pods do not last', async () => {
    await using somebody = await onCall();
    const { name, poison } = await looping(cluster, space, 'flapping');
    await poison();
    const to = { onCallChannel: 'webhook', onCallUrl: somebody.url, healthTimeout: '6s' };
    const run = await playbook.run(inputs(name, to));

    expect(run).toMatchObject({ exitCode: 1, result: 'failed' });
    expect(somebody.told).toEqual([
      {
        key: `${run.id}/escalate`,
        body: expect.objectContaining({
          run: run.id,
          deployment: name,
          restart: null,
          verify: expect.stringContaining('condition Ready did not come'),
          logs: [expect.objectContaining({ lines: expect.any(Number) })],
          previous: [expect.objectContaining({ lines: expect.any(Number) })],
          events: [expect.objectContaining({ items: expect.arrayContaining([expect.anything()]) })],
          nodes: [expect.objectContaining({ problems: [] })],
          after: expect.arrayContaining([expect.objectContaining({ ready: false })]),
          next: expect.arrayContaining([`kubectl rollout undo deployment/${name} -n ${space.name}`]),
        }),
      },
    ]);
    const { logs, previous } = somebody.told[0]?.body ?? {};
    expect(logs[0].text + previous[0].text).toContain('it will not last');
  });

  it('undoes a restart that does not come through, and says on the terminal what its guide shows', async () => {
    const { name, poison } = await looping(cluster, space, 'never');
    await poison();
    const template = ['get', 'deployment', name, '-o', 'jsonpath={.spec.template}'];
    const before = await space.kubectl(template);
    const run = await playbook.run(inputs(name, { rolloutTimeout: '5s' }));

    expect(run).toMatchObject({ exitCode: 1, result: 'rolled-back' });
    expect(run.record.reason).toMatch(
      /never was not rolled out in time: .*never-\S+\/main: .* it ended with 6/,
    );
    expect(await space.kubectl(template)).toBe(before);
    const told = await run.log('escalate');
    for (const line of [
      `${space.name}/never is unhealthy, and a restart did not mend it.`,
      'verify: omitted',
      'nodes: nothing is wrong with them',
      'no database at 10.0.0.9',
      `1. All that was gathered: atomctl runs logs ${run.id}`,
      '2. Its log says why it ends; a new pod does not help.',
      `4. Back to before that: kubectl rollout undo deployment/never -n ${space.name}`,
    ])
      expect(told.split('\n')).toContain(line);
  });

  it.each([
    [
      { deployment: 'stat' },
      /^restart: there is no Deployment "stat" in the namespace \S+, did you mean "state"\?$/,
    ],
    [{ namespace: 'nobody' }, /^restart: there is no Deployment "state" in the namespace nobody$/],
    [{ healthyFor: 'long' }, /^The inputs do not fit: healthyFor must match pattern/],
    [
      { onCallUrl: 'env://HOOK' },
      /^validation.network.egress: .* is a secret \(env:\/\/HOOK\), and where it leads is not known/,
    ],
    [{ onCallUrl: 'on-call' }, /^validation.network.egress: .* is "on-call", neither host:port nor a URL$/],
  ])('is not planned with %j', async (more, message) => {
    const { error } = (await playbook.plan({ ...inputs('state'), ...more })).json();
    expect(error.message).toMatch(message);
  });
});

/** What a console block of the guide shows below its command. */
function shown(index: number): string {
  const blocks = blocksOf(GUIDE).filter(({ language }) => language === 'console');
  const [, ...lines] = (blocks[index]?.text ?? '').split('\n');
  return sameEachTime(lines.join('\n'), 'shop');
}

/** What runs beside each other ends in any order. */
function inAnyOrder(text: string): readonly string[] {
  return text.split('\n').toSorted();
}
