import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { kwokDeployment } from '../support/cluster/manifests.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { K8sBench, messageOf, outputsOf } from '../support/k8s-bench.ts';

const here = clusterHere();

const settings = (data: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>> = {}) => ({
  manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app', labels }, data },
});

async function live(namespace: TestNamespace, what = 'configmap/app') {
  return JSON.parse(await namespace.kubectl(['get', what, '-o', 'json', '--show-managed-fields']));
}

function without({ metadata, ...rest }: { metadata: Record<string, unknown> }) {
  const { resourceVersion: _, managedFields: __, generation: ___, ...kept } = metadata;
  return { ...rest, metadata: kept };
}

function owners(object: {
  metadata: { managedFields: { manager: string; operation: string; fieldsV1: unknown }[] };
}) {
  return object.metadata.managedFields
    .map(({ manager, operation, fieldsV1 }) => ({ manager, operation, fieldsV1 }))
    .toSorted((one, other) => one.manager.localeCompare(other.manager));
}

function packageWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryDirectory();
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

describe.skipIf(here === undefined)(`applying objects (${here ?? 'no cluster'})`, () => {
  it('makes an object, finds it unchanged the second time, and undoing deletes it', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const bench = new K8sBench(namespace.kubeconfig);
    const made = outputsOf(await bench.do('apply', settings({ a: '1' })));
    expect(made).toEqual({
      objects: [{ kind: 'ConfigMap', namespace: namespace.name, name: 'app', result: 'created' }],
    });
    expect(outputsOf(await bench.do('apply', settings({ a: '1' })))).toMatchObject({
      objects: [{ result: 'unchanged' }],
    });
    expect(outputsOf(await bench.undo())).toEqual({ undone: 1, left: [] });
    await expect(live(namespace)).rejects.toThrow('NotFound');
    expect(outputsOf(await bench.undo())).toEqual({ undone: 0, left: [] });
  });

  it('puts fields and their owners back, and leaves what another changed since', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await namespace.kubectl(['create', 'configmap', 'app', '--from-literal=a=1', '--from-literal=b=1']);
    const before = await live(namespace);
    const bench = new K8sBench(namespace.kubeconfig);
    const clash = messageOf(await bench.do('apply', settings({ a: '2', b: '1', c: '1' }, { x: 'y' })));
    expect(clash).toContain(
      `ConfigMap ${namespace.name}/app: conflict over .data.a set by kubectl-create using v1`,
    );
    expect(without(await live(namespace))).toEqual(without(before));
    const forced = { ...settings({ a: '2', b: '1', c: '1' }, { x: 'y' }), force: true };
    expect(outputsOf(await bench.do('apply', forced))).toMatchObject({ objects: [{ result: 'changed' }] });
    expect((await live(namespace)).data).toEqual({ a: '2', b: '1', c: '1' });
    expect(outputsOf(await bench.undo())).toEqual({ undone: 1, left: [] });
    const after = await live(namespace);
    expect(without(after)).toEqual(without(before));
    expect(owners(after)).toEqual(owners(before));
  });

  it('leaves a field that another changed since, and names it and them', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await namespace.kubectl(['create', 'configmap', 'app', '--from-literal=a=1']);
    const bench = new K8sBench(namespace.kubeconfig);
    outputsOf(await bench.do('apply', settings({ b: '2', c: '2' })));
    await namespace.kubectl(['patch', 'configmap', 'app', '--field-manager=eve', '-p', '{"data":{"c":"3"}}']);
    const { left } = outputsOf(await bench.undo());
    expect(left).toEqual([
      expect.stringMatching(`^data.c of ConfigMap ${namespace.name}/app, changed by eve at 2`),
    ]);
    expect((await live(namespace)).data).toEqual({ a: '1', c: '3' });
  });

  it('waits for what it rolls out, reads objects from a file of the package, and drops what a newer version names no more', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const bench = new K8sBench(namespace.kubeconfig, {
      packageFolder: packageWith({
        'web.yaml': `# two of them\n---\n${JSON.stringify(kwokDeployment('web'))}\n---\n${JSON.stringify(settings({ mode: 'on' }).manifest)}\n`,
      }),
    });
    outputsOf(await bench.do('apply', { file: 'web.yaml', wait: true }));
    expect((await live(namespace, 'deployment/web')).status.availableReplicas).toBe(1);
    expect(bench.logged).toContain('1 of 1 replicas are updated and available');
    const newer = new K8sBench(namespace.kubeconfig);
    outputsOf(await newer.do('apply', settings({ other: '1' })));
    expect((await live(namespace)).data).toEqual({ other: '1' });
    expect(outputsOf(await newer.undo())).toEqual({ undone: 1, left: [] });
    expect((await live(namespace)).data).toEqual({ mode: 'on' });
    expect(messageOf(await bench.do('apply', { file: '../out.yaml' }))).toContain('it leaves the package');
  });
});
