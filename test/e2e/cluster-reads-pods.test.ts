import { textOf } from '../../src/base/json.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { deployment, job } from '../support/cluster/manifests.ts';
import { doStep, outputsOf } from '../support/cluster-step.ts';

const here = clusterHere();

describe.runIf(runsPods(here))('a k8s step that reads of pods that run', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
  });
  afterAll(() => space[Symbol.asyncDispose]());
  const create = (object: unknown) => space.kubectl(['create', '-f', '-'], JSON.stringify(object));

  it('reads their logs: of a workload, of a container that restarted, and what is not ASCII', async () => {
    const say = ['sh', '-c', 'echo grüße; echo zwei; sleep 1000'];
    await create(deployment({ name: 'talks', image: cluster.image, command: say, replicas: 2 }));
    await space.kubectl(['rollout', 'status', 'deployment/talks', '--timeout=60s']);
    const step = await doStep(space.kubeconfig, { action: 'logs', kind: 'Deployment', name: 'talks' });
    expect(outputsOf(step)).toMatchObject({ lines: 4, silent: [] });
    expect(step.log).toMatch(/^talks-\S+: grüße\ntalks-\S+: zwei\n/);
    const last = await doStep(space.kubeconfig, {
      action: 'logs',
      selector: 'app=talks',
      tail: 1,
      container: 'main',
    });
    expect(outputsOf(last)).toMatchObject({ lines: 2, text: expect.stringMatching(/zwei\n.*zwei\n$/) });
    const wrong = await doStep(space.kubeconfig, {
      action: 'logs',
      selector: 'app=talks',
      container: 'mian',
    });
    expect(wrong.outcome).toMatchObject({
      error: { message: expect.stringContaining('did you mean "main"?') },
    });

    const pods = outputsOf(step)['pods'];
    const pod = Array.isArray(pods) ? textOf(pods[0] ?? '') : '';
    const ofOne = (name: string, container: string) =>
      doStep(space.kubeconfig, { action: 'logs', name, container, tail: 1 });
    expect(outputsOf(await ofOne(pod, 'main'))).toMatchObject({ lines: 1, text: 'zwei\n', pods: [pod] });
    for (const [name, container, near] of [
      [pod, 'mian', 'did you mean "main"?'],
      [pod.replace(/.$/, '_'), 'main', `did you mean "${pod}"?`],
    ] as const)
      expect((await ofOne(name, container)).outcome).toMatchObject({
        error: { message: expect.stringContaining(near) },
      });
  });

  it('describes what crashes, what finds no image, and nodes', async () => {
    await create(
      deployment({ name: 'crashes', image: cluster.image, command: ['sh', '-c', 'echo bye; exit 3'] }),
    );
    await create(deployment({ name: 'nowhere', image: 'example.test/none:1', command: ['true'] }));
    const stuckAs = async (name: string, until: string) =>
      outputsOf(
        await doStep(space.kubeconfig, { action: 'wait', kind: 'Pod', selector: `app=${name}`, until }),
      );
    await stuckAs('nowhere', stuck('["ImagePullBackOff", "ErrImagePull"]', 0));
    // The second pause between two crashes is long enough to look in.
    await stuckAs('crashes', stuck('["CrashLoopBackOff"]', 2));

    const crash = await doStep(space.kubeconfig, {
      action: 'describe',
      kind: 'Deployment',
      name: 'crashes',
    });
    expect(outputsOf(crash)).toMatchObject({
      items: [{ name: 'crashes', selector: 'app=crashes' }],
      pods: [
        {
          status: 'CrashLoopBackOff',
          ready: false,
          containers: [{ name: 'main', reason: 'CrashLoopBackOff', last: { reason: 'Error', exitCode: 3 } }],
        },
      ],
      problems: [expect.stringMatching(/^crashes-\S+\/main: CrashLoopBackOff .*it ended with 3 \(Error\)$/)],
    });
    expect(crash.log).toContain('CrashLoopBackOff, not ready');
    const previous = { action: 'logs', selector: 'app=crashes', previous: true };
    expect(outputsOf(await doStep(space.kubeconfig, previous))).toMatchObject({ text: 'bye\n' });

    const image = await doStep(space.kubeconfig, {
      action: 'describe',
      kind: 'Pod',
      selector: 'app=nowhere',
    });
    expect(outputsOf(image)['problems']).toEqual([
      expect.stringMatching(/main: (ImagePullBackOff|ErrImagePull)/),
    ]);

    const nodes = outputsOf(
      await doStep(space.kubeconfig, { action: 'describe', kind: 'Node', selector: '' }),
    );
    expect(nodes).toMatchObject({
      nodes: expect.arrayContaining([
        expect.objectContaining({ ready: true, schedulable: true, pressure: [] }),
      ]),
      problems: [],
    });
  });

  it('fails for a Job that failed instead of waiting for the time to be over', async () => {
    await create(job({ name: 'bad', image: cluster.image, command: ['sh', '-c', 'exit 42'] }));
    const { outcome } = await doStep(space.kubeconfig, {
      action: 'wait',
      kind: 'Job',
      name: 'bad',
      condition: 'Complete',
    });
    expect(outcome).toMatchObject({
      error: {
        message: expect.stringMatching(/^condition Complete will not come: Failed is True .*exit 42/),
      },
    });
  });
});

function stuck(reasons: string, restarts: number): string {
  return `object.status.containerStatuses.all(c, c.state.waiting.reason in ${reasons} && c.restartCount >= ${restarts})`;
}
