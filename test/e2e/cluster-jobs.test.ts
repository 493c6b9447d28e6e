import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterHere, runsPods, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { deployment } from '../support/cluster/manifests.ts';
import { type SpaceAuthor, spaceAuthor } from '../support/cluster/space-author.ts';

const here = clusterHere();

describe.runIf(runsPods(here))('a Job that really runs, where pods must be restricted', () => {
  let space: TestNamespace;
  let ana: SpaceAuthor;
  let image: string;
  beforeAll(async () => {
    const cluster = await sharedCluster();
    ({ image } = cluster);
    space = await cluster.namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    ana = await spaceAuthor(space);
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const jobs = async () => (await space.kubectl(['get', 'jobs', '-o', 'name'])).split('\n').filter(Boolean);
  const shell = (name: string, script: string) =>
    spec(`{name: ${name}, image: "${image}", command: [sh, -c, ${JSON.stringify(script)}]}`);
  const failed = async (ref: string) => (await ana.approved(ref)).json().error;

  it('gives its lines to the log of the step and their number to its outputs, and stays for an hour', async () => {
    const run = (
      await ana.approved(await ana.k8s('good', shell('good', 'echo one; sleep 1; printf two')))
    ).json();

    expect(run).toMatchObject({ result: 'succeeded' });
    const shown = (await ana.at(['runs', 'show', run.id, '--json'])).json();
    const { job, lines } = shown.steps[0].outputs;
    expect(lines).toBe(2);
    expect((await ana.at(['runs', 'logs', run.id])).stdout).toBe('one\ntwo\n');
    expect(await space.kubectl(['get', 'job', job, '-o', 'jsonpath={.spec.ttlSecondsAfterFinished}'])).toBe(
      '3600',
    );
    await space.kubectl(['delete', 'job', job]);
  });

  it('that fails says how its container ended, and is removed', async () => {
    const error = await failed(await ana.k8s('bad', shell('bad', 'echo working; exit 3')));

    expect(error.message).toMatch(
      /Job .*\/bad-[0-9a-f]{10} failed: main, exit 3, Error; BackoffLimitExceeded/,
    );
    expect(error.message).toMatch(/try: kubectl describe job bad-[0-9a-f]{10} -n /);
    expect(error.details).toMatchObject({ result: 'rolled-back', leftToDo: [] });
    expect((await ana.at(['runs', 'logs', error.details.run])).stdout).toContain('working\n');
    await expect.poll(jobs, { timeout: 30_000 }).toEqual([]);
  });

  it('that takes more memory than it may is said to', async () => {
    const error = await failed(await ana.k8s('hungry', spec(`{job: ${JSON.stringify(hungry(image))}}`)));

    expect(error.message).toContain('failed: main, exit 137, OOMKilled');
  });

  it('whose image cannot be had fails at once, not when its time is over', async () => {
    const error = await failed(
      await ana.k8s('imageless', spec('{name: imageless, image: "localhost/none:1"}', '4m')),
    );

    expect(error.message).toMatch(/failed: main: (ErrImagePull|ImagePullBackOff) .*localhost\/none:1/);
  });

  it('that is not over in time is said to be running, and where', async () => {
    const error = await failed(await ana.k8s('slow', shell('slow', 'sleep 60').replace('2m}', '8s}')));

    expect(error.message).toMatch(/did not end in time: slow-[0-9a-z-]+: Running, ready, 0 restarts, on /);
  });

  it('is not run twice where the process that waits for it is killed', async () => {
    const ref = await ana.k8s('cut', shell('cut', 'echo begun; sleep 6; echo over'));
    const running = ana.start(['run', ref, '--approve', '--reason', 'a test'], {
      env: { KUBECONFIG: space.kubeconfig },
    });
    const active = () => space.kubectl(['get', 'jobs', '-o', 'jsonpath={.items[*].status.active}']);
    while ((await active()) !== '1') await Promise.race([running.result, sleep(100)]);
    running.kill('SIGKILL');
    await running.result;

    const resumed = (await ana.at(['runs', 'resume', await ana.latest(), '--json'])).json();

    expect(resumed).toMatchObject({ result: 'succeeded' });
    const [job = '', ...others] = await jobs();
    expect(others).toEqual([]);
    const own = `batch.kubernetes.io/job-name=${job.replace('job.batch/', '')}`;
    const pods = await space.kubectl(['get', 'pods', '-l', own, '-o', 'name']);
    expect(pods.split('\n')).toHaveLength(1);
    expect((await ana.at(['runs', 'logs', resumed.id])).stdout).toContain('begun\nover\n');
  });

  it('and a workload is restarted, scaled and rolled back with pods that run', async () => {
    const object = deployment({ name: 'web', image, command: ['sleep', '600'] });
    await space.kubectl(['create', '-f', '-'], JSON.stringify(object));
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    const pods = () => space.kubectl(['get', 'pods', '-l', 'app=web', '-o', 'name']);
    const before = await pods();

    const ref = await ana.k8s('real', WORKLOAD);
    const { error } = (await ana.approved(ref)).json();

    expect(error.message).toContain('fail: ');
    expect(error.details).toMatchObject({ result: 'rolled-back', leftToDo: [] });
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    expect(await space.kubectl(['get', 'deployment', 'web', '-o', 'jsonpath={.spec.replicas}'])).toBe('1');
    expect(await pods()).not.toBe(before);
  });
});

function spec(settings: string, timeout = '2m'): string {
  return `  handlers:
    - {name: task, action: run-job, with: ${settings}, timeout: ${timeout}}
  validation:
    limits: {timeout: 5m}
    permissions:
      - {apiGroups: [batch], resources: [jobs], verbs: [get, list, watch, create, delete]}
      - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
  rollback: {auto: true}
`;
}

function hungry(image: string) {
  const securityContext = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } };
  const container = {
    name: 'main',
    image,
    command: ['tail', '/dev/zero'],
    resources: { limits: { memory: '16Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  const pod = { restartPolicy: 'Never', securityContext, containers: [container] };
  return { metadata: { name: 'hungry' }, spec: { template: { spec: pod } } };
}

const WORKLOAD = `  handlers:
    - {name: up, action: scale, with: {name: web, replicas: 2}, timeout: 1m}
    - {name: again, action: restart, with: {name: web}, timeout: 1m, needs: [up]}
    - {name: fail, type: shell, with: {command: ["false"]}, timeout: 10s, needs: [again]}
  safety: {blastRadius: {maxPods: 10, maxNamespaces: 1}}
  validation:
    limits: {timeout: 5m}
    permissions:
      - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, patch]}
      - {apiGroups: [""], resources: [pods], verbs: [get, list]}
  rollback: {auto: true}
`;
