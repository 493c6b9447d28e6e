import { describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { K8sBench, messageOf, outputsOf } from '../support/k8s-bench.ts';

const here = clusterHere();

const configMap = (name: string, namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  data: { a: '1' },
});

async function names(namespace: TestNamespace): Promise<string> {
  return namespace.kubectl(['get', 'configmap', '-o', 'jsonpath={.items[*].metadata.name}']);
}

describe.skipIf(here === undefined)(`what a cluster refuses (${here ?? 'no cluster'})`, () => {
  it('a policy of the cluster, with its words; what was done before is undone', async () => {
    await using namespace = await (await sharedCluster()).namespace({ guarded: 'yes' });
    const cluster = await sharedCluster();
    const policy = `guard-${namespace.name}`;
    const selector = { matchLabels: { 'kubernetes.io/metadata.name': namespace.name } };
    const rules = [
      { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] },
    ];
    const admission = {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingAdmissionPolicy',
          metadata: { name: policy },
          spec: {
            matchConstraints: { resourceRules: rules },
            validations: [{ expression: "object.metadata.name != 'bad'", message: 'bad is a bad name' }],
          },
        },
        {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingAdmissionPolicyBinding',
          metadata: { name: policy },
          spec: {
            policyName: policy,
            validationActions: ['Deny'],
            matchResources: { namespaceSelector: selector },
          },
        },
      ],
    };
    await cluster.kubectl(['apply', '-f', '-'], JSON.stringify(admission));
    try {
      await expect
        .poll(() => namespace.kubectl(['create', 'cm', 'bad', '--dry-run=server']).catch(String), {
          timeout: 60_000,
        })
        .toContain('bad is a bad name');
      const bench = new K8sBench(namespace.kubeconfig);
      const said = messageOf(await bench.do('apply', { manifest: [configMap('good'), configMap('bad')] }));
      expect(said).toContain(`ConfigMap ${namespace.name}/bad: `);
      expect(said).toContain('bad is a bad name');
      expect(await names(namespace)).toContain('good');
      expect(outputsOf(await bench.undo())).toEqual({ undone: 1, left: [] });
      expect(await names(namespace)).not.toContain('good');
    } finally {
      await cluster.kubectl(['delete', '-f', '-', '--wait=false'], JSON.stringify(admission));
    }
  });

  it('a namespace that is ending, or is not there', async () => {
    const cluster = await sharedCluster();
    await using namespace = await cluster.namespace();
    const finalizer = JSON.stringify({ metadata: { finalizers: ['example.org/held'] } });
    await namespace.kubectl(['create', 'cm', 'held']);
    await namespace.kubectl(['patch', 'cm', 'held', '-p', finalizer]);
    await cluster.kubectl(['delete', 'namespace', namespace.name, '--wait=false']);
    const bench = new K8sBench(namespace.kubeconfig);
    const said = messageOf(await bench.do('apply', { manifest: configMap('late') }));
    expect(said).toContain(`ConfigMap ${namespace.name}/late: `);
    expect(said).toContain('because it is being terminated');
    await namespace.kubectl(['patch', 'cm', 'held', '-p', '{"metadata":{"finalizers":null}}']);
    const nowhere = await new K8sBench(namespace.kubeconfig).do('apply', {
      manifest: configMap('a', 'nowhere'),
    });
    expect(messageOf(nowhere)).toContain('ConfigMap nowhere/a: namespaces "nowhere" not found');
  });

  it('a verb that the package does not declare, before anything is sent', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const read = {
      apiGroups: [''],
      resources: ['configmaps'],
      verbs: ['get'],
      namespaces: null,
      resourceNames: null,
    };
    const bench = new K8sBench(namespace.kubeconfig, { permissions: [read] });
    const said = messageOf(await bench.do('apply', { manifest: configMap('a') }));
    expect(said).toContain(
      `the package does not declare the permission to patch configmaps "a" in ${namespace.name}`,
    );
    expect(said).toMatch(/^refused: /);
    expect(await names(namespace)).toBe('kube-root-ca.crt');
  });

  it('a kind that nobody serves, with the one that was meant, and a field that a kind has not', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const bench = new K8sBench(namespace.kubeconfig);
    const wrong = { ...configMap('a'), kind: 'ConfigMpa' };
    expect(messageOf(await bench.do('apply', { manifest: wrong }))).toContain('did you mean "ConfigMap"?');
    const more = { ...configMap('a'), dta: {} };
    expect(messageOf(await bench.do('apply', { manifest: more }))).toContain(
      '.dta: field not declared in schema',
    );
    const unnamed = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } };
    expect(messageOf(await bench.do('apply', { manifest: unnamed }))).toContain(
      'manifest has no metadata.name',
    );
  });

  it('makes a definition first, and an object of it as soon as it is served', async () => {
    const cluster = await sharedCluster();
    await using namespace = await cluster.namespace();
    const plural = `w${namespace.name.replace('test-', '')}s`;
    const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.example.org` },
      spec: {
        group: 'example.org',
        scope: 'Namespaced',
        names: { plural, kind: `K${plural}` },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      },
    };
    const widget = {
      apiVersion: 'example.org/v1',
      kind: `K${plural}`,
      metadata: { name: 'one' },
      spec: { size: 1 },
    };
    const bench = new K8sBench(namespace.kubeconfig);
    expect(outputsOf(await bench.do('apply', { manifest: [widget, definition] }))).toMatchObject({
      objects: [{ kind: 'CustomResourceDefinition' }, { kind: `K${plural}`, result: 'created' }],
    });
    expect(outputsOf(await bench.undo())).toEqual({ undone: 2, left: [] });
    await expect(cluster.kubectl(['get', 'crd', `${plural}.example.org`])).rejects.toThrow('NotFound');
  });
});
