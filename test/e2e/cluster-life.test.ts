import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { describe, expect, it, vi } from 'vitest';
import { temporaryDirectory } from '../support/cli.ts';
import { clusterHere, type PrivateCluster, startCluster, type TestNamespace } from '../support/cluster.ts';
import { type Kubectl, kubectl } from '../support/cluster/kubectl.ts';
import { kwokDeployment } from '../support/cluster/manifests.ts';
import { BUSYBOX } from '../support/cluster/node/images.ts';
import { removeOrphans } from '../support/cluster/rest.ts';
import { shortToken } from '../support/cluster/short-token.ts';
import { kernelSettings, nodeNamespace, NO_TRACES, tracesOf } from '../support/cluster/traces.ts';
import { listen } from '../support/server.ts';

const here = clusterHere();
const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/cluster.ts');
const SOON = { timeout: 30_000 };

describe.runIf(here === 'kubelet' || here === 'kwok')('a cluster for one test alone', () => {
  it('keeps what it has while its API server is away, takes tokens of seconds, and is gone afterwards', async () => {
    const cluster = await startCluster();
    const home = path.dirname(cluster.kubeconfig);
    {
      await using _ = cluster;
      await cluster.kubectl(['create', 'configmap', 'settings']);

      await cluster.stopApi();
      await expect(cluster.kubectl(['get', 'nodes'])).rejects.toThrow('was refused');
      await cluster.startApi(['--max-requests-inflight=50']);

      expect(await cluster.kubectl(['get', 'configmap', '-o', 'name'])).toContain('configmap/settings');
      await using space = await cluster.namespace();
      await space.kubectl(['create', '-f', '-'], JSON.stringify(kwokDeployment('web')));
      await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
      expect(readFileSync(cluster.auditLog, 'utf8')).toContain('"name":"settings"');
      await tokensOfSeconds(cluster, space);
    }
    expect(tracesOf(home)).toEqual(NO_TRACES);
  });

  it('boots on no port that somebody has', async () => {
    const server = createServer();
    const port = Number(new URL(await listen(server)).port);
    await expect(startCluster({ port })).rejects.toThrow(`port ${port} is taken; give another one`);
    server.close();
  });

  it('says why it does not boot, and leaves nothing behind', async () => {
    const folder = temporaryDirectory();
    vi.stubEnv('TMPDIR', folder);
    await expect(startCluster({ apiFlags: ['--no-such-flag'] })).rejects.toThrow(
      /the cluster did not boot: apiserver ended; its last lines:[^]*unknown flag: --no-such-flag/,
    );
    vi.unstubAllEnvs();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing behind when its owner is killed', async () => {
    const before = kernelSettings();
    const { home, owner, cluster } = await startOwner();
    if (here === 'kubelet') await runPod(cluster);
    const node = nodeNamespace(home);
    expect(node !== undefined).toBe(here === 'kubelet');
    expect(tracesOf(home, node)).toMatchObject({
      folder: true,
      processes: { length: here === 'kubelet' ? 16 : 6 },
    });

    owner.kill('SIGKILL');

    await expect.poll(() => tracesOf(home, node), SOON).toEqual(NO_TRACES);
    expect(kernelSettings()).toEqual(before);
  });

  it('leaves no process behind when its keeper is killed; the next boot removes the rest', async () => {
    const { home, owner } = await startOwner();
    const node = nodeNamespace(home);
    const keeper: { readonly pid: number } = JSON.parse(readFileSync(path.join(home, 'keeper.json'), 'utf8'));

    process.kill(keeper.pid, 'SIGKILL');
    owner.kill('SIGKILL');

    await expect.poll(() => tracesOf(home, node).processes, SOON).toEqual([]);
    expect(tracesOf(home, node).folder).toBe(true);
    await removeOrphans();
    expect(tracesOf(home, node)).toEqual(NO_TRACES);
  });
});

async function tokensOfSeconds(cluster: PrivateCluster, space: TestNamespace): Promise<void> {
  const uid = await space.kubectl(['get', 'serviceaccount', 'default', '-o', 'jsonpath={.metadata.uid}']);
  const account = { namespace: space.name, name: 'default', uid };
  const long = shortToken(cluster.pki, account, 60);
  const short = shortToken(cluster.pki, account, 1);
  await sleep(2000);
  expect(await whoIs(cluster, long)).toContain(`system:serviceaccount:${space.name}:default`);
  await expect(whoIs(cluster, short)).rejects.toThrow('Unauthorized');
}

async function whoIs({ program, server, pki }: PrivateCluster, token: string): Promise<string> {
  const [file = '', ...words] = program.split(' ');
  const nobody = ['--kubeconfig=/dev/null', `--server=${server}`];
  const flags = [...nobody, `--certificate-authority=${path.join(pki, 'ca.crt')}`, `--token=${token}`];
  return (await execa(file, [...words, ...flags, 'auth', 'whoami'])).stdout;
}

/** `npm run cluster`, as a person runs it, until it says that it is ready. */
async function startOwner() {
  const owner = execa(process.execPath, [SCRIPT, '--kwok', '1'], { reject: false });
  let said = '';
  owner.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  await expect.poll(() => said, { timeout: 120_000 }).toContain('until ^C');
  const [, kubeconfig = ''] = /KUBECONFIG=(.+)/.exec(said) ?? [];
  const [, program = ''] = /alias kubectl='(.+) kubectl'/.exec(said) ?? [];
  return { home: path.dirname(kubeconfig), owner, cluster: { command: [program, 'kubectl'], kubeconfig } };
}

/** One that has containers, control groups and mounts. */
async function runPod(cluster: Kubectl): Promise<void> {
  await kubectl(cluster, ['run', 'web', `--image=${BUSYBOX}`, '--', 'sleep', '1000']);
  await kubectl(cluster, ['wait', 'pod/web', '--for=condition=Ready', '--timeout=60s']);
}
