import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/cli.ts';
import { isForTests, outsideCluster } from '../../support/cluster/outside.ts';

describe('ATOMCTL_TEST_KUBECONFIG', () => {
  it('is not needed', () => {
    expect(outsideCluster({})).toBeUndefined();
    expect(outsideCluster({ ATOMCTL_TEST_KUBECONFIG: '' })).toBeUndefined();
  });

  it('gives the cluster of its current context', () => {
    const kubeconfig = kubeconfigFor('kind-mine');
    expect(outsideCluster({ ATOMCTL_TEST_KUBECONFIG: kubeconfig, ATOMCTL_TEST_IMAGE: 'busybox:1' })).toEqual({
      kubeconfig,
      context: 'kind-mine',
      server: 'https://127.0.0.1:6443',
      image: 'busybox:1',
    });
  });

  it('is refused with a context that is not named for tests, and says how to choose another', () => {
    const kubeconfig = kubeconfigFor('production');
    expect(() => outsideCluster({ ATOMCTL_TEST_KUBECONFIG: kubeconfig })).toThrow(
      /context "production".*is not named for tests[^]*kubectl --kubeconfig=\S+ config use-context NAME/,
    );
  });

  it('is refused where there is no file, or no server in it', () => {
    expect(() => outsideCluster({ ATOMCTL_TEST_KUBECONFIG: '/nonexistent' })).toThrow('no file /nonexistent');
    const file = path.join(temporaryDirectory(), 'kubeconfig');
    writeFileSync(file, 'current-context: test\n');
    expect(() => outsideCluster({ ATOMCTL_TEST_KUBECONFIG: file })).toThrow('has no server');
  });

  it.for(['test', 'atomctl-test', 'kind-kind', 'eu/tests.7', 'Test'])('takes the context %s', (name) => {
    expect(isForTests(name)).toBe(true);
  });

  it.for(['', 'prod', 'latest', 'contest', 'my-kind-of-prod', 'testing-the-waters-prod'])(
    'refuses the context %s',
    (name) => {
      expect(isForTests(name)).toBe(false);
    },
  );
});

function kubeconfigFor(context: string): string {
  const file = path.join(temporaryDirectory(), 'kubeconfig');
  writeFileSync(
    file,
    `current-context: ${context}
contexts: [{name: other, context: {cluster: b}}, {name: ${context}, context: {cluster: a}}]
clusters: [{name: b, cluster: {server: "https://example.test"}}, {name: a, cluster: {server: "https://127.0.0.1:6443"}}]
`,
  );
  return file;
}
