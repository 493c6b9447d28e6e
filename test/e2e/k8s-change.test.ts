import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { K8sBench, messageOf, outputsOf } from '../support/k8s-bench.ts';

const here = clusterHere();

async function live(
  namespace: TestNamespace,
  what: string,
): Promise<JsonObject & { spec: JsonObject; data: JsonObject }> {
  return JSON.parse(await namespace.kubectl(['get', what, '-o', 'json']));
}

async function configMap(namespace: TestNamespace, name: string, ...more: string[]): Promise<void> {
  await namespace.kubectl(['create', 'configmap', name, '--from-literal=a=1', ...more]);
}

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] },
};

describe.skipIf(here === undefined)(`patching and deleting objects (${here ?? 'no cluster'})`, () => {
  it('merges lists by their keys, and puts the list back', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await namespace.kubectl(['create', '-f', '-'], JSON.stringify(SERVICE));
    const before = (await live(namespace, 'service/web')).spec;
    const bench = new K8sBench(namespace.kubeconfig);
    const ports = [{ name: 'metrics', port: 9090 }];
    const settings = { kind: 'svc', name: 'web', type: 'strategic', patch: { spec: { ports } } };
    expect(outputsOf(await bench.do('patch', settings))).toMatchObject({ result: 'changed' });
    expect((await live(namespace, 'service/web')).spec['ports']).toMatchObject([
      { port: 9090 },
      { port: 80 },
    ]);
    const again = new K8sBench(namespace.kubeconfig);
    expect(outputsOf(await again.do('patch', settings))).toMatchObject({ result: 'unchanged' });
    expect(outputsOf(await bench.undo())).toEqual({ undone: 1, left: [] });
    expect((await live(namespace, 'service/web')).spec).toEqual(before);
  });

  it('carries a JSON patch out once, however often it is cut off, and brings back what it removed', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await namespace.kubectl(['create', '-f', '-'], JSON.stringify(SERVICE));
    const before = (await live(namespace, 'service/web')).spec;
    const added = { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 9090 };
    const patch = [
      { op: 'add', path: '/spec/ports/-', value: added },
      { op: 'remove', path: '/spec/selector/app' },
    ];
    const settings = { kind: 'Service', name: 'web', type: 'json', patch };
    const bench = new K8sBench(namespace.kubeconfig);
    await bench.cutOff('patch', settings, { at: 1, when: 'behind' });
    await bench.cutOff('patch', settings, { at: 2, when: 'before' });
    outputsOf(await bench.do('patch', settings));
    const { spec } = await live(namespace, 'service/web');
    expect(spec['ports']).toHaveLength(2);
    expect(spec['selector']).toBeUndefined();
    expect(outputsOf(await bench.undo())).toEqual({ undone: 1, left: [] });
    expect((await live(namespace, 'service/web')).spec).toEqual(before);
  });

  it('deletes no more objects than it may, and makes those again that it deleted', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    for (const name of ['one', 'two']) await configMap(namespace, name);
    await namespace.kubectl(['label', 'configmap', 'one', 'two', 'of=test']);
    const before = await live(namespace, 'configmap/one');
    const bench = new K8sBench(namespace.kubeconfig);
    const settings = { kind: 'ConfigMap', selector: 'of=test' };
    expect(messageOf(await bench.do('delete', settings))).toContain('there are 2 configmaps');
    const many = { ...settings, maxObjects: 2 };
    await bench.cutOff('delete', many, { at: 2, when: 'before' });
    await namespace.kubectl(['create', 'configmap', 'three']);
    await namespace.kubectl(['label', 'configmap', 'three', 'of=test']);
    outputsOf(await bench.do('delete', many));
    expect(await namespace.kubectl(['get', 'configmap', '-l', 'of=test', '-o', 'name'])).toBe(
      'configmap/three',
    );
    expect(outputsOf(await bench.undo())).toEqual({ undone: 2, left: [] });
    const after = await live(namespace, 'configmap/one');
    expect(after.data).toEqual(before.data);
    expect(outputsOf(await bench.undo())).toEqual({ undone: 0, left: [] });
  });

  it('says of what is not there that it is not, and takes that for done where it may', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const bench = new K8sBench(namespace.kubeconfig);
    const gone = { kind: 'ConfigMap', name: 'gone' };
    expect(messageOf(await bench.do('delete', gone))).toContain(
      `there is no ConfigMap "gone" in the namespace ${namespace.name}`,
    );
    expect(outputsOf(await bench.do('delete', { ...gone, ignoreMissing: true }))).toEqual({ objects: [] });
    expect(messageOf(await bench.do('patch', { ...gone, patch: { data: {} } }))).toContain(
      'there is no ConfigMap "gone"',
    );
  });

  it('names the finalizers of what does not go, and undoing waits for them', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await configMap(namespace, 'held');
    const finalizers = { metadata: { finalizers: ['example.org/held'] } };
    await namespace.kubectl(['patch', 'configmap', 'held', '-p', JSON.stringify(finalizers)]);
    const controller = new AbortController();
    const bench = new K8sBench(namespace.kubeconfig, { signal: controller.signal });
    setTimeout(() => controller.abort('timeout'), 3000);
    const stuck = messageOf(await bench.do('delete', { kind: 'ConfigMap', name: 'held' }));
    expect(stuck).toContain('still there: it waits for its finalizers example.org/held');
    const undoing = new K8sBench(namespace.kubeconfig);
    undoing.captures.push(...bench.captures);
    const undone = undoing.undo();
    setTimeout(() => {
      void namespace.kubectl(['patch', 'configmap', 'held', '-p', '{"metadata":{"finalizers":null}}']);
    }, 1000);
    expect(outputsOf(await undone)).toEqual({ undone: 1, left: [] });
    expect((await live(namespace, 'configmap/held'))['metadata']).toMatchObject(finalizers.metadata);
    await namespace.kubectl(['patch', 'configmap', 'held', '-p', '{"metadata":{"finalizers":null}}']);
  });

  it('leaves alone what another made anew since it was deleted', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await configMap(namespace, 'app');
    const bench = new K8sBench(namespace.kubeconfig);
    outputsOf(await bench.do('delete', { kind: 'ConfigMap', name: 'app' }));
    await namespace.kubectl(['create', 'configmap', 'app', '--from-literal=a=2']);
    expect(outputsOf(await bench.undo())).toEqual({
      undone: 0,
      left: [`ConfigMap ${namespace.name}/app: another made it anew, and otherwise`],
    });
    expect((await live(namespace, 'configmap/app')).data).toEqual({ a: '2' });
  });
});
