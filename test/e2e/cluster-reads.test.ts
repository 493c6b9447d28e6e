import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { deployment, job, kwokDeployment } from '../support/cluster/manifests.ts';
import { doStep, outputsOf } from '../support/cluster-step.ts';

const here = clusterHere();

describe.skipIf(here === undefined)('a k8s step that reads', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    await space.kubectl(['create', 'configmap', 'settings', '--from-literal=colour=blue']);
    await space.kubectl([
      'create',
      'secret',
      'generic',
      'login',
      '--from-literal=password=s3cr3t-of-the-test',
    ]);
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const create = (object: unknown) => space.kubectl(['create', '-f', '-'], JSON.stringify(object));

  describe('get', () => {
    it('gives one object without its managedFields, by any name of its kind', async () => {
      for (const kind of ['ConfigMap', 'configmaps', 'cm']) {
        const outputs = outputsOf(await doStep(space.kubeconfig, { action: 'get', kind, name: 'settings' }));
        expect(outputs).toMatchObject({
          exists: true,
          object: { kind: 'ConfigMap', data: { colour: 'blue' } },
        });
        expect(JSON.stringify(outputs)).not.toContain('managedFields');
      }
    });

    it('suggests the name and the kind that were probably meant', async () => {
      const { outcome } = await doStep(space.kubeconfig, {
        action: 'get',
        kind: 'ConfigMap',
        name: 'setings',
      });
      expect(outcome).toMatchObject({
        kind: 'failed',
        error: {
          kind: 'failed',
          message: `there is no ConfigMap "setings" in the namespace ${space.name}, did you mean "settings"? (try: kubectl get configmaps -n ${space.name})`,
        },
      });
      const other = await doStep(space.kubeconfig, { action: 'get', kind: 'ConfgMap', name: 'settings' });
      expect(other.outcome).toMatchObject({
        error: { message: expect.stringContaining('serves no kind "ConfgMap", did you mean "ConfigMap"?') },
      });
    });

    it('takes an object that may be missing', async () => {
      const step = { action: 'get', kind: 'ConfigMap', name: 'none', optional: true };
      expect(outputsOf(await doStep(space.kubeconfig, step))).toEqual({ exists: false });
    });

    it('gives the objects of a selector, and says how many there are where they are too many', async () => {
      const all = { action: 'get', kind: 'ConfigMap', selector: '' };
      const { items } = outputsOf(await doStep(space.kubeconfig, all));
      expect(items).toHaveLength(2);
      expect(items).toContainEqual(expect.objectContaining({ kind: 'ConfigMap', apiVersion: 'v1' }));
      const { outcome } = await doStep(space.kubeconfig, { ...all, limit: 1 });
      expect(outcome).toMatchObject({
        error: { message: `there are 2 configmaps in ${space.name}, at most 1 are taken` },
      });
      const small = await doStep(space.kubeconfig, all, { outputBytes: 500 });
      expect(small.outcome).toMatchObject({
        error: { message: expect.stringMatching(/^the 2 objects that were found are .* keeps 500/) },
      });
    });

    it('hands the data of a Secret on as secret, and nowhere else', async () => {
      const { outcome } = await doStep(space.kubeconfig, { action: 'get', kind: 'Secret', name: 'login' });
      expect(outcome).toMatchObject({
        kind: 'done',
        secrets: [{ field: 'password', value: 's3cr3t-of-the-test', reference: null }],
      });
      const base64 = Buffer.from('s3cr3t-of-the-test').toString('base64');
      expect(JSON.stringify(outputsOf({ outcome, log: '' }))).not.toMatch(new RegExp(`s3cr3t|${base64}`));
      const list = await doStep(space.kubeconfig, { action: 'get', kind: 'Secret', selector: '' });
      expect(JSON.stringify(list.outcome)).not.toMatch(new RegExp(`s3cr3t|${base64}`));
    });
  });

  describe('events', () => {
    it('gives those of an object, the newest last, and says when there is no such object', async () => {
      const event = (reason: string, type: string, at: string) => ({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: `settings.${reason.toLowerCase()}`, namespace: space.name },
        involvedObject: { kind: 'ConfigMap', name: 'settings', namespace: space.name },
        reason,
        type,
        message: `it was ${reason}`,
        count: 3,
        lastTimestamp: at,
      });
      await create(event('Second', 'Warning', new Date().toISOString()));
      await create(event('First', 'Normal', new Date(Date.now() - 3_600_000).toISOString()));

      const all = { action: 'events', kind: 'ConfigMap', name: 'settings' };
      const step = await doStep(space.kubeconfig, all);
      expect(outputsOf(step)).toMatchObject({
        items: [{ reason: 'First' }, { reason: 'Second', count: 3, object: 'ConfigMap/settings' }],
        warnings: 1,
        found: 2,
      });
      expect(step.log).toContain('Warning Second ConfigMap/settings: it was Second (3 times)');
      expect(outputsOf(await doStep(space.kubeconfig, { ...all, since: '10m' }))).toMatchObject({ found: 1 });
      expect(outputsOf(await doStep(space.kubeconfig, { ...all, warnings: true }))).toMatchObject({
        found: 1,
      });
      const { outcome } = await doStep(space.kubeconfig, { ...all, name: 'settigns' });
      expect(outcome).toMatchObject({
        error: { message: expect.stringContaining('did you mean "settings"?') },
      });
    });
  });

  describe('wait', () => {
    it('waits for a rollout and a condition, for as long as it must hold', async () => {
      await create(kwokDeployment('fast'));
      const rollout = { action: 'wait', kind: 'Deployment', name: 'fast', rollout: true };
      expect(outputsOf(await doStep(space.kubeconfig, rollout))).toMatchObject({
        seen: '1 of 1 replicas are updated and available',
        object: { kind: 'Deployment' },
      });
      const held = { action: 'wait', kind: 'deploy', name: 'fast', condition: 'Available', for: '1s' };
      const { seconds } = outputsOf(await doStep(space.kubeconfig, held));
      expect(seconds).toBeGreaterThanOrEqual(1);
    });

    it('begins again where what it waits for stopped for a moment', async () => {
      await space.kubectl(['create', 'configmap', 'flapping', '--from-literal=on=true']);
      const step = {
        action: 'wait',
        kind: 'ConfigMap',
        name: 'flapping',
        until: 'object.data.on == "true"',
        for: '2s',
      };
      const done = doStep(space.kubeconfig, step);
      await sleep(1000);
      const set = (on: string) =>
        space.kubectl(['patch', 'configmap', 'flapping', '-p', `{"data":{"on":"${on}"}}`]);
      await set('false');
      await set('true');
      const { seconds } = outputsOf(await done);
      expect(seconds).toBeGreaterThanOrEqual(3);
    });

    it('waits for what CEL says of a whole selection', async () => {
      const step = {
        action: 'wait',
        kind: 'Pod',
        selector: 'app=fast',
        until: 'object.status.phase == vars.phase',
      };
      const done = await doStep(space.kubeconfig, { ...step, vars: { phase: 'Running' } });
      expect(outputsOf(done)).toMatchObject({ count: 1, seen: 'all 1: it is true' });
    });

    it('waits until an object is there, and until it is gone', async () => {
      const exists = doStep(space.kubeconfig, {
        action: 'wait',
        kind: 'ConfigMap',
        name: 'late',
        exists: true,
      });
      await sleep(500);
      await space.kubectl(['create', 'configmap', 'late']);
      expect(outputsOf(await exists)).toMatchObject({ seen: 'it exists' });
      const gone = doStep(space.kubeconfig, {
        action: 'wait',
        kind: 'ConfigMap',
        name: 'late',
        deleted: true,
      });
      await sleep(500);
      await space.kubectl(['delete', 'configmap', 'late']);
      expect(outputsOf(await gone)).toMatchObject({ seen: 'there is none' });
    });

    it('says what it saw last when the time is over', async () => {
      const controller = new AbortController();
      const step = {
        action: 'wait',
        kind: 'ConfigMap',
        name: 'settings',
        until: 'object.data.colour == "red"',
      };
      setTimeout(() => controller.abort('timeout'), 1500);
      const { outcome } = await doStep(space.kubeconfig, step, { signal: controller.signal });
      expect(outcome).toMatchObject({
        error: {
          kind: 'timeout',
          message: 'ConfigMap settings: object.data.colour == "red" did not come; last seen: it is false',
        },
      });
    });

    it('fails at once for a name that is not there, and for a rollout that is over its deadline', async () => {
      const typo = await doStep(space.kubeconfig, {
        action: 'wait',
        kind: 'Deployment',
        name: 'fats',
        rollout: true,
      });
      expect(typo.outcome).toMatchObject({
        error: { message: expect.stringContaining('did you mean "fast"?') },
      });

      const never = kwokDeployment('never');
      const template = {
        ...never.spec.template,
        spec: { ...never.spec.template.spec, nodeSelector: { no: 'where' } },
      };
      await create({ ...never, spec: { ...never.spec, progressDeadlineSeconds: 1, template } });
      const { outcome } = await doStep(space.kubeconfig, {
        action: 'wait',
        kind: 'Deployment',
        name: 'never',
        rollout: true,
      });
      expect(outcome).toMatchObject({
        error: {
          message: expect.stringMatching(
            /^rollout complete will not come: it is over its progress deadline: .*Unschedulable/,
          ),
        },
      });
    });

    it('looks again and again where the package may not watch', async () => {
      const permissions = [
        {
          apiGroups: [''],
          resources: ['configmaps'],
          verbs: ['list'],
          namespaces: null,
          resourceNames: null,
        },
      ];
      const step = { action: 'wait', kind: 'ConfigMap', name: 'polled', exists: true };
      const done = doStep(space.kubeconfig, step, { permissions });
      await sleep(500);
      await space.kubectl(['create', 'configmap', 'polled']);
      expect(outputsOf(await done)).toMatchObject({ seen: 'it exists' });
    });
  });

  it('refuses what the package does not declare', async () => {
    const step = { action: 'get', kind: 'ConfigMap', name: 'settings' };
    const { outcome } = await doStep(space.kubeconfig, step, { permissions: [] });
    expect(outcome).toMatchObject({
      error: { kind: 'refused', message: expect.stringContaining('does not declare') },
    });
  });

  describe.runIf(runsPods(here))('of pods that run', () => {
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
    });

    it('describes what crashes, what finds no image, and nodes', async () => {
      await create(
        deployment({ name: 'crashes', image: cluster.image, command: ['sh', '-c', 'echo bye; exit 3'] }),
      );
      await create(deployment({ name: 'nowhere', image: 'example.test/none:1', command: ['true'] }));
      const until = `object.status.containerStatuses[0].state.waiting.reason in ["CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull"]`;
      for (const name of ['crashes', 'nowhere'])
        outputsOf(
          await doStep(space.kubeconfig, { action: 'wait', kind: 'Pod', selector: `app=${name}`, until }),
        );

      const crash = await doStep(space.kubeconfig, {
        action: 'describe',
        kind: 'Deployment',
        name: 'crashes',
      });
      expect(outputsOf(crash)).toMatchObject({
        pods: [
          {
            status: 'CrashLoopBackOff',
            ready: false,
            containers: [
              { name: 'main', reason: 'CrashLoopBackOff', last: { reason: 'Error', exitCode: 3 } },
            ],
          },
        ],
        problems: [
          expect.stringMatching(/^crashes-\S+\/main: CrashLoopBackOff .*it ended with 3 \(Error\)$/),
        ],
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
});
