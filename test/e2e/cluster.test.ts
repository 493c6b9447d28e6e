import { describe, expect, it } from 'vitest';
import { clusterHere, hasKwok, runsPods, sharedCluster } from '../support/cluster.ts';
import { deployment, job, kwokDeployment, listOf } from '../support/cluster/manifests.ts';
import { startWebhook } from '../support/cluster/webhook.ts';

const here = clusterHere();
const SLEEP = ['sleep', '1000'];

describe.skipIf(here === undefined)('a real Kubernetes', () => {
  it('applies on the server, and names the owner of a field that somebody else wants', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    const apply = (replicas: number, manager: string) => {
      const wanted = deployment({ name: 'web', image: cluster.image, command: SLEEP, replicas });
      return space.kubectl(
        ['apply', '--server-side', `--field-manager=${manager}`, '-f', '-'],
        JSON.stringify(wanted),
      );
    };
    await apply(0, 'first');
    await expect(apply(1, 'second')).rejects.toThrow('conflict with "first": .spec.replicas');
  });

  it.runIf(hasKwok(here))('has nodes of kwok, which make fifty Deployments ready', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    const names = Array.from({ length: 50 }, (_, index) => `web-${index}`);
    await space.kubectl(['create', '-f', '-'], listOf(names.map(kwokDeployment)));
    await space.kubectl(['wait', 'deployment', '--all', '--for=condition=Available', '--timeout=60s']);
    const nodes = await space.kubectl(['get', 'pods', '-o', 'jsonpath={.items[*].spec.nodeName}']);
    expect(nodes.split(' ')).toHaveLength(50);
    expect(nodes.split(' ').every((node) => node.startsWith('kwok-'))).toBe(true);
  });
});

describe.runIf(hasKwok(here))('webhooks of a test', () => {
  const create = ['create', 'configmap', 'settings'];

  it('refuse what is changed in its namespace, for the reason that they give', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    await using other = await cluster.namespace();
    await using _ = await startWebhook(space, ({ name }) => ({ allowed: false, message: `no ${name} here` }));
    await expect(space.kubectl(create)).rejects.toThrow('denied the request: no settings here');
    await other.kubectl(create);
  });

  it('may never answer', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    await using _ = await startWebhook(space, () => 'nothing');
    await expect(space.kubectl(create)).rejects.toThrow('deadline exceeded');
  });

  it('may refuse dry-runs', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    await using _ = await startWebhook(space, ({ dryRun }) =>
      dryRun ? { allowed: false, message: 'it would send mail' } : { allowed: true },
    );
    await expect(space.kubectl([...create, '--dry-run=server'])).rejects.toThrow('it would send mail');
    await space.kubectl(create);
  });
});

describe.runIf(runsPods(here))('its real kubelet', () => {
  it('makes a Deployment ready, under PodSecurity restricted', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    const web = deployment({ name: 'web', image: cluster.image, command: SLEEP, replicas: 2 });
    await space.kubectl(['create', '-f', '-'], JSON.stringify(web));
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    expect(await space.kubectl(['exec', 'deploy/web', '--', 'id', '-u'])).toBe('1000');
    await expect(space.kubectl(['run', 'bad', '--privileged', `--image=${cluster.image}`])).rejects.toThrow(
      'violates PodSecurity "restricted',
    );
  });

  it('runs Jobs: logs, and the exit code of one that failed', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    const good = job({ name: 'good', image: cluster.image, command: ['sh', '-c', 'echo hello'] });
    const bad = job({ name: 'bad', image: cluster.image, command: ['sh', '-c', 'exit 42'] });
    await space.kubectl(['create', '-f', '-'], listOf([good, bad]));
    await space.kubectl(['wait', 'job/good', '--for=condition=Complete', '--timeout=60s']);
    expect(await space.kubectl(['logs', 'job/good'])).toBe('hello');
    await space.kubectl(['wait', 'job/bad', '--for=condition=Failed', '--timeout=60s']);
    const code = '{.items[0].status.containerStatuses[0].state.terminated.exitCode}';
    expect(await space.kubectl(['get', 'pod', '-l', 'job-name=bad', '-o', `jsonpath=${code}`])).toBe('42');
  });

  it('evicts no pod that a PodDisruptionBudget needs', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    const web = deployment({ name: 'web', image: cluster.image, command: SLEEP });
    await space.kubectl(['create', '-f', '-'], JSON.stringify(web));
    await space.kubectl(['create', 'pdb', 'web', '--selector=app=web', '--min-available=1']);
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    const counted = '--for=jsonpath={.status.currentHealthy}=1';
    await space.kubectl(['wait', 'pdb/web', counted, '--timeout=30s']);
    const name = await space.kubectl(['get', 'pods', '-o', 'jsonpath={.items[0].metadata.name}']);
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: space.name } };
    const url = `/api/v1/namespaces/${space.name}/pods/${name}/eviction`;
    await expect(
      space.kubectl(['create', '--raw', url, '-f', '-'], JSON.stringify(eviction)),
    ).rejects.toThrow("would violate the pod's disruption budget");
  });
});
