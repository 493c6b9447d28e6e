import { describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { K8sBench, messageOf, outputsOf } from '../support/k8s-bench.ts';

const here = clusterHere();
const BEFORE = 'correct-horse-battery';
const AFTER = 'staple-of-the-run';

const secret = (value: string) => ({
  manifest: {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'login' },
    stringData: { password: value },
  },
  force: true,
});

const encoded = (value: string) => Buffer.from(value).toString('base64');

async function password(namespace: TestNamespace): Promise<string> {
  return namespace.kubectl(['get', 'secret', 'login', '-o', 'jsonpath={.data.password}']);
}

async function kept(namespace: TestNamespace): Promise<string> {
  return namespace.kubectl(['get', 'secret', '-l', 'app.kubernetes.io/managed-by=atomctl', '-o', 'name']);
}

function expectUnseen(bench: K8sBench): void {
  const journal = JSON.stringify(bench.captures) + bench.logged;
  for (const value of [BEFORE, AFTER]) {
    expect(journal).not.toContain(value);
    expect(journal).not.toContain(encoded(value));
  }
}

describe.skipIf(here === undefined)(`secrets that a step changes (${here ?? 'no cluster'})`, () => {
  it('are kept in a Secret, never in the journal, and come back', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await namespace.kubectl(['create', 'secret', 'generic', 'login', `--from-literal=password=${BEFORE}`]);
    const secrets = [{ name: 'password', value: AFTER }];
    const bench = new K8sBench(namespace.kubeconfig, { secrets });
    outputsOf(await bench.do('apply', secret(AFTER)));
    expect(await password(namespace)).toBe(encoded(AFTER));
    expect(await kept(namespace)).toMatch(/^secret\/atomctl-run-test-step-[0-9a-f]{10}$/);
    expectUnseen(bench);
    expect(outputsOf(await bench.undo())).toEqual({ undone: 1, left: [] });
    expect(await password(namespace)).toBe(encoded(BEFORE));
    expectUnseen(bench);
  });

  it.each(['before', 'behind'] as const)(
    'come back when the step is killed %s the name is written down',
    async (when) => {
      await using namespace = await (await sharedCluster()).namespace();
      await namespace.kubectl(['create', 'secret', 'generic', 'login', `--from-literal=password=${BEFORE}`]);
      const bench = new K8sBench(namespace.kubeconfig);
      await bench.cutOff('apply', secret(AFTER), { at: 1, when });
      expect(await kept(namespace)).toBe('');
      await bench.cutOff('apply', secret(AFTER), { at: 2, when: 'before' });
      expect(await password(namespace)).toBe(encoded(AFTER));
      expect(outputsOf(await bench.undo())).toEqual({ undone: 1, left: [] });
      expect(await password(namespace)).toBe(encoded(BEFORE));
      expectUnseen(bench);
    },
  );

  it('are kept so in every object that holds a secret of the run', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await namespace.kubectl(['create', 'configmap', 'app', `--from-literal=url=db:${BEFORE}@host`]);
    const secrets = [BEFORE, AFTER].map((value, index) => ({ name: `s${index}`, value }));
    const bench = new K8sBench(namespace.kubeconfig, { secrets });
    const patch = { data: { url: `db:${AFTER}@host` } };
    outputsOf(await bench.do('patch', { kind: 'ConfigMap', name: 'app', patch }));
    expectUnseen(bench);
    expect(outputsOf(await bench.undo())).toEqual({ undone: 1, left: [] });
    expect(await namespace.kubectl(['get', 'cm', 'app', '-o', 'jsonpath={.data.url}'])).toBe(
      `db:${BEFORE}@host`,
    );
  });

  it('may not stand in a name, which all may see', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const bench = new K8sBench(namespace.kubeconfig, { secrets: [{ name: 'name', value: 'hidden-name' }] });
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hidden-name' } };
    expect(messageOf(await bench.do('apply', { manifest }))).toContain('a secret may not stand in');
  });

  it('say what is gone where somebody deleted what was kept', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    await namespace.kubectl(['create', 'secret', 'generic', 'login', `--from-literal=password=${BEFORE}`]);
    const bench = new K8sBench(namespace.kubeconfig);
    outputsOf(await bench.do('apply', secret(AFTER)));
    await namespace.kubectl(['delete', 'secret', '-l', 'app.kubernetes.io/managed-by=atomctl']);
    expect(messageOf(await bench.undo())).toMatch(
      /^failed: what was kept in Secret .*\/atomctl-run-test-step-.* is gone/,
    );
  });
});
