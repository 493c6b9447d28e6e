import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { holdingVault } from '../support/holding-vault.ts';
import { part } from '../support/parts.ts';
import { killed } from '../support/playbook/killed.ts';
import { type PlaybookRun, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { MAY, type Rotation, startRotation } from '../support/rotation/rotation.ts';
import { startWorkload, type Workload } from '../support/rotation/workload.ts';

const programs = { openbao: part('openbao') ?? '', postgres: part('postgres') ?? '' };
const isHere = clusterHere() === 'kubelet' && programs.openbao !== '' && programs.postgres !== '';

/** The same kills each time. */
const SEED = Number(process.env['ATOMCTL_TEST_SEED'] ?? 4711);

describe.skipIf(!isHere)('rotate-secret, when it is disturbed', () => {
  let rotation: Rotation;
  let space: TestNamespace;
  let workload: Workload;
  let playbook: Shipped;
  beforeAll(async () => {
    const cluster = await sharedCluster();
    [rotation, space] = await Promise.all([startRotation(cluster, programs), cluster.namespace()]);
    workload = await startWorkload(space, rotation);
    const VAULT_TOKEN = await rotation.bao.tokenFor(MAY);
    playbook = await shipped('rotate-secret', {
      KUBECONFIG: space.kubeconfig,
      ...rotation.bao.env,
      VAULT_TOKEN,
    });
  });
  afterAll(async () => {
    await space[Symbol.asyncDispose]();
    await rotation[Symbol.asyncDispose]();
  });

  const inputs = () => ({
    namespace: space.name,
    secret: 'db',
    deployment: 'shop',
    credentials: 'database/creds/app',
    steadyFor: '1s',
    rolloutTimeout: '3m',
  });

  /** One credential lives: that of the Secret, and the pods use it. */
  const oneCredential = async () => {
    const { username, lease } = await workload.secret();
    expect(await workload.lives(lease)).toBe(true);
    await expect.poll(() => rotation.users(), { timeout: 30_000 }).toEqual([username]);
    await expect.poll(() => workload.readyUsers(), { timeout: 60_000 }).toEqual([username, username]);
    expect(await space.kubectl(['get', 'secrets', '-o', 'name'])).toBe('secret/db');
  };

  it('leaves one credential, that of the Secret and the pods, wherever it is killed', async () => {
    const results: string[] = [];
    const after = async ({ result }: PlaybookRun) => {
      results.push(result);
      await oneCredential();
    };
    await killed(playbook, inputs(), { seed: SEED, points: 10, wholeMs: 12_000, after });

    expect(results.filter((result) => !['succeeded', 'rolled-back'].includes(result))).toEqual([]);
  }, 600_000);

  it('ends the credential that Vault had made when it was killed, and makes another', async () => {
    const before = await workload.secret();
    await using between = await holdingVault(rotation.bao.url, 'database/creds/');
    const plan = await playbook.approved(inputs());
    const started = playbook.start(['run', '--plan', plan], { env: { VAULT_ADDR: between.url } });
    await Promise.race([between.answered, started.result]);
    started.kill('SIGKILL');
    await started.result;
    expect(await rotation.users()).toHaveLength(2);
    const id = await playbook.ana.latest();
    const run = await playbook.recorded(id, await playbook.at(['runs', 'resume', id]));

    expect(run.result).toBe('succeeded');
    expect((await workload.secret()).username).not.toBe(before.username);
    await oneCredential();
  });

  it('changes nothing where Vault is gone before it makes a credential', async () => {
    const before = await workload.secret();
    const plan = await playbook.approved(inputs());
    const ended = await playbook.at(['run', '--plan', plan], { env: { VAULT_ADDR: 'http://127.0.0.1:1' } });

    expect(ended.stderr).toContain('ended as failed: old: Vault at http://127.0.0.1:1 cannot be reached');
    expect(await workload.secret()).toEqual(before);
    await oneCredential();
  });

  it('keeps the new credential, and says how to end the old one, where Vault is sealed in the middle', async () => {
    const before = await workload.secret();
    const started = playbook.start(['run', '--plan', await playbook.approved(inputs())]);
    await started.says('▸ restart');
    await rotation.bao.ask('PUT', 'sys/seal');
    const ended = await started.result;
    const run = await playbook.recorded(await playbook.ana.latest(), ended);

    expect([run.result, run.exitCode]).toEqual(['succeeded-with-errors', 0]);
    expect(run.step('revoke-old').error.message).toBe('Vault is sealed (try: vault operator unseal)');
    expect(run.step('tell').outputs.message).toBe(
      `The new credential is in use, but the old one could not be ended: vault lease revoke ${before.lease}`,
    );
    const { username } = await workload.secret();
    expect(username).not.toBe(before.username);
    await expect.poll(() => workload.readyUsers(), { timeout: 60_000 }).toEqual([username, username]);
  });
});
