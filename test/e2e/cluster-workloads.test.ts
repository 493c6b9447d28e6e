import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import {
  clusterHere,
  hasKwok,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { doneOutputs, failureMessage, journaledStep } from '../support/cluster-journal.ts';
import { kwokDeployment } from '../support/cluster/manifests.ts';

const here = clusterHere();

describe.skipIf(!hasKwok(here))('a k8s step that changes a workload', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const create = (object: unknown) => space.kubectl(['create', '-f', '-'], JSON.stringify(object));
  const made = async (name: string, replicas: number) => {
    const object = kwokDeployment(name);
    await create({ ...object, spec: { ...object.spec, replicas } });
    await space.kubectl(['rollout', 'status', `deployment/${name}`, '--timeout=60s']);
  };
  const step = (settings: JsonObject & { readonly action: string }) =>
    journaledStep(space.kubeconfig, settings);
  const deployment = async (name: string) =>
    JSON.parse(await space.kubectl(['get', 'deployment', name, '-o', 'json']));
  const image = async (name: string) => (await deployment(name)).spec.template.spec.containers[0].image;
  const nodes = async () =>
    JSON.parse(await cluster.kubectl(['get', 'nodes', '-l', 'type=kwok', '-o', 'json'])).items;
  const pods = async (name: string): Promise<string[]> => {
    const names = await space.kubectl(['get', 'pods', '-l', `app=${name}`, '-o', 'name']);
    return names.split('\n').filter((one) => one !== '');
  };

  describe('scale', () => {
    it('waits for the replicas, and puts back how many there were', async () => {
      await made('scaled', 1);
      const scaling = step({ action: 'scale', name: 'scaled', replicas: 3 });

      expect(doneOutputs(await scaling.attempt())).toMatchObject({
        replicas: 3,
        seconds: expect.any(Number),
      });
      expect((await deployment('scaled')).status.availableReplicas).toBe(3);

      expect(doneOutputs(await scaling.undo())).toEqual({ undone: 1, left: [] });
      expect((await deployment('scaled')).spec.replicas).toBe(1);
    });

    it('leaves replicas that another has set since, and says whose they are', async () => {
      await made('contested', 1);
      const scaling = step({ action: 'scale', name: 'contested', replicas: 2 });
      await scaling.attempt();
      await space.kubectl(['scale', 'deployment', 'contested', '--replicas=4']);

      const undone = doneOutputs(await scaling.undo());

      expect(undone).toMatchObject({
        undone: 0,
        left: [expect.stringContaining('spec.replicas of Deployment')],
      });
      expect((await deployment('contested')).spec.replicas).toBe(4);
    });

    it('changes nothing that is so already, and refuses what has no replicas', async () => {
      await made('same', 2);
      const same = step({ action: 'scale', name: 'same', replicas: 2 });
      doneOutputs(await same.attempt());
      expect(same.captures).toEqual([]);

      await space.kubectl(['create', 'configmap', 'plain']);
      const odd = await step({ action: 'scale', kind: 'ConfigMap', name: 'plain', replicas: 2 }).attempt();
      expect(failureMessage(odd)).toContain('cannot be scaled');
    });
  });

  describe('restart', () => {
    it('replaces every pod once, however often the same restart is attempted', async () => {
      await made('again', 2);
      const before = await pods('again');
      const restarting = step({ action: 'restart', name: 'again' });

      doneOutputs(await restarting.attempt());
      const after = await pods('again');
      expect(after.filter((pod) => before.includes(pod))).toEqual([]);
      doneOutputs(await restarting.attempt());
      expect(await pods('again')).toEqual(after);
      expect(restarting.captures).toHaveLength(2);
    });

    it('puts the template back as it was', async () => {
      await made('template', 1);
      const { template } = (await deployment('template')).spec;
      const restarting = step({ action: 'restart', name: 'template' });
      await restarting.attempt();

      doneOutputs(await restarting.undo());

      expect((await deployment('template')).spec.template).toEqual(template);
    });

    it('says that there is no such workload', async () => {
      expect(failureMessage(await step({ action: 'restart', name: 'none' }).attempt())).toContain(
        'there is no Deployment',
      );
    });

    it('gives up on a rollout that is over its deadline', async () => {
      const object = kwokDeployment('stuck');
      await create({ ...object, spec: { ...object.spec, progressDeadlineSeconds: 2, minReadySeconds: 1 } });
      await space.kubectl(['rollout', 'status', 'deployment/stuck', '--timeout=60s']);
      await create({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'none-more' },
        spec: { hard: { pods: '1' } },
      });
      try {
        const failed = await step({ action: 'restart', name: 'stuck' }).attempt();
        expect(failureMessage(failed)).toMatch(/does not roll out: .*(deadline|quota)/);
      } finally {
        await space.kubectl(['delete', 'resourcequota', 'none-more']);
      }
    });
  });

  describe('rollout-undo', () => {
    it('gives a Deployment its earlier pods, and is itself undone', async () => {
      await made('rolled', 1);
      await space.kubectl(['set', 'image', 'deployment/rolled', 'main=example.test/web:2']);
      await space.kubectl(['rollout', 'status', 'deployment/rolled', '--timeout=60s']);
      const back = step({ action: 'rollout-undo', name: 'rolled' });

      doneOutputs(await back.attempt());
      expect(await image('rolled')).toBe('example.test/web:1');
      doneOutputs(await back.attempt());
      expect(await image('rolled')).toBe('example.test/web:1');

      doneOutputs(await back.undo());
      expect(await image('rolled')).toBe('example.test/web:2');
    });

    it('names the revisions that there are', async () => {
      await made('single', 1);
      const none = await step({ action: 'rollout-undo', name: 'single', toRevision: 7 }).attempt();
      expect(failureMessage(none)).toContain('has not revision 7; there are: 1');
    });
  });

  describe('restart-pod', () => {
    it('lets the pods of a selector go once, and none that took their place', async () => {
      await made('evicted', 2);
      const before = await pods('evicted');
      const evicting = step({ action: 'restart-pod', selector: 'app=evicted' });

      const outputs = doneOutputs(await evicting.attempt());
      expect(outputs['pods']).toHaveLength(2);
      await space.kubectl(['rollout', 'status', 'deployment/evicted', '--timeout=60s']);
      const after = await pods('evicted');
      expect(after.filter((pod) => before.includes(pod))).toEqual([]);

      expect(doneOutputs(await evicting.attempt())).toEqual({ pods: [] });
      expect(await pods('evicted')).toEqual(after);
    });

    it('waits for a disruption budget, and says which one when its time is over', async () => {
      await made('guarded', 1);
      await create({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'guarded' },
        spec: { minAvailable: 1, selector: { matchLabels: { app: 'guarded' } } },
      });
      const controller = new AbortController();
      setTimeout(() => controller.abort('timeout'), 3000);

      const waited = await step({ action: 'restart-pod', selector: 'app=guarded' }).attempt({
        signal: controller.signal,
      });

      expect(waited.outcome).toMatchObject({ kind: 'failed', error: { kind: 'timeout' } });
      expect(waited.log).toContain("would violate the pod's disruption budget");
      await space.kubectl(['delete', 'poddisruptionbudget', 'guarded']);
    });

    it('waits for a pod that its ending namespace takes along', async () => {
      await using ending = await cluster.namespace();
      const held = kwokDeployment('held');
      const { metadata, spec } = held.spec.template;
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: 'held' }, spec };
      const finalizers = ['example.org/held'];
      await ending.kubectl(
        ['create', '-f', '-'],
        JSON.stringify({ ...pod, metadata: { ...pod.metadata, finalizers } }),
      );
      await cluster.kubectl(['delete', 'namespace', ending.name, '--wait=false']);
      const going = journaledStep(ending.kubeconfig, { action: 'restart-pod', name: 'held' }).attempt();
      const asked = () => readFileSync(cluster.auditLog ?? '', 'utf8');
      await expect.poll(asked, { timeout: 60_000 }).toContain(`${ending.name}/pods/held/eviction`);
      await ending.kubectl(['patch', 'pod', 'held', '-p', '{"metadata":{"finalizers":null}}']);

      expect(doneOutputs(await going)).toEqual({ pods: ['held'] });
    });

    it('takes no selector that chooses every pod', async () => {
      expect(failureMessage(await step({ action: 'restart-pod', selector: ' ' }).attempt())).toContain(
        'chooses all',
      );
    });
  });

  describe('cordon and drain', () => {
    it('keep new pods from a node, let its pods go, and give it back', async () => {
      await made('drained', 3);
      const [node] = await nodes();
      const { name } = node.metadata;
      const draining = step({ action: 'drain', name });

      const { pods: gone } = doneOutputs(await draining.attempt());
      expect(Array.isArray(gone)).toBe(true);
      const left = JSON.parse(
        await cluster.kubectl([
          'get',
          'pods',
          '-A',
          '--field-selector',
          `spec.nodeName=${name}`,
          '-o',
          'json',
        ]),
      );
      expect(
        left.items.filter((pod: JsonObject) => !('deletionTimestamp' in Object(pod['metadata']))),
      ).toEqual([]);
      expect(JSON.parse(await cluster.kubectl(['get', 'node', name, '-o', 'json'])).spec.unschedulable).toBe(
        true,
      );

      doneOutputs(await draining.undo());
      expect(
        JSON.parse(await cluster.kubectl(['get', 'node', name, '-o', 'json'])).spec.unschedulable,
      ).toBeUndefined();
    });

    it('leave a node as it is that takes no pods already', async () => {
      const [node] = await nodes();
      const { name } = node.metadata;
      await cluster.kubectl(['cordon', name]);
      try {
        const cordoning = step({ action: 'cordon', name });
        doneOutputs(await cordoning.attempt());
        expect(cordoning.captures).toEqual([]);
      } finally {
        await cluster.kubectl(['uncordon', name]);
      }
    });
  });
});
