import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { author } from '../support/author.ts';
import { type FakeRedis, startFakeRedis } from '../support/fake-redis.ts';
import { holdingVault } from '../support/holding-vault.ts';
import { databaseEngine, type OpenBao, startOpenBao } from '../support/openbao.ts';
import { part } from '../support/parts.ts';
import { succeed } from '../support/workbench.ts';

const program = part('openbao');

const POLICY = `
path "database/creds/*" { capabilities = ["read"] }
path "auth/token/create-orphan" { capabilities = ["update"] }
path "auth/token/revoke-accessor" { capabilities = ["update"] }`;

describe.skipIf(program === undefined)('a credential with a token of its own (npm run parts openbao)', () => {
  let bao: OpenBao;
  let redis: FakeRedis;
  beforeAll(async () => {
    bao = await startOpenBao(program ?? '');
    redis = await startFakeRedis();
    await databaseEngine(bao, redis.port);
  });
  afterAll(async () => {
    await bao?.[Symbol.asyncDispose]();
    await redis?.[Symbol.asyncDispose]();
  });

  const users = () => redis.commands.filter((command) => /acl setuser/i.test(command)).length;
  const removed = () => redis.commands.filter((command) => /acl deluser/i.test(command)).length;
  const until = (count: number) => expect.poll(removed, { timeout: 20_000 }).toBe(count);

  test('outlives the run, and the token of the run', async () => {
    const [made, gone] = [users(), removed()];
    const token = await bao.tokenFor(POLICY);
    const ada = await author();
    await succeed(run(ada, { ...bao.env, VAULT_TOKEN: token }).result);
    const shown = await ada.atomctl(['runs', 'show', await ada.latest(), '--json']);
    const { lease } = shown.json().steps[0].outputs;
    await bao.ask('POST', 'auth/token/revoke', { token });

    expect(await bao.ask('POST', 'sys/leases/lookup', { lease_id: lease.id })).toMatchObject({
      data: { ttl: expect.any(Number) },
    });
    expect([users() - made, removed() - gone]).toEqual([1, 0]);
  });

  test.each([
    ['resume', 1, 'succeeded'],
    ['cancel', 0, 'cancelled'],
  ])('that was made, and nobody wrote down, ends by runs %s', async (verb, kept, result) => {
    const [made, gone] = [users(), removed()];
    const env = { ...bao.env, VAULT_TOKEN: await bao.tokenFor(POLICY) };
    const ada = await author();
    await using between = await holdingVault(bao.url, 'database/creds/');
    const started = run(ada, { ...env, VAULT_ADDR: between.url });
    await Promise.race([between.answered, started.result]);
    started.kill('SIGKILL');
    await started.result;
    expect([users() - made, removed() - gone]).toEqual([1, 0]);

    const id = await ada.latest();
    await ada.atomctl(['runs', verb, id], { env });
    expect((await ada.atomctl(['runs', 'show', id, '--json'])).json()).toMatchObject({
      result,
      leftToDo: [],
    });
    await until(gone + 1);
    expect(users() - made).toBe(1 + kept);
  });

  test('asks a person after a crash where it keeps a lease without such a token', async () => {
    const ada = await author();
    await using between = await holdingVault(bao.url, 'database/creds/');
    const started = run(ada, { ...bao.env, VAULT_ADDR: between.url }, { settings: 'keepLease: true' });
    await Promise.race([between.answered, started.result]);
    started.kill('SIGKILL');
    await started.result;
    const resumed = await ada.atomctl(['runs', 'resume', await ada.latest()], { env: bao.env });

    expect(resumed.stderr).toContain('nobody can know whether it was done');
    expect(resumed.exitCode).toBe(5);
  });

  test('is told by hand where the token may not be made', async () => {
    const token = await bao.tokenFor('path "database/creds/*" { capabilities = ["read"] }');
    const made = users();
    const ada = await author();
    const ran = await run(ada, { ...bao.env, VAULT_TOKEN: token }).result;

    expect(ran.stderr).toContain(
      'creds: Vault does not let this token use auth/token/create-orphan (try: vault token capabilities auth/token/create-orphan)',
    );
    expect(users()).toBe(made);
  });

  test('of a role that is not there ends at once', async () => {
    const ada = await author();
    const tokens = async () => (await bao.ask('LIST', 'auth/token/accessors'))['data'];
    const before = await tokens();
    const ran = await run(ada, bao.env, { role: 'ap' }).result;

    expect(ran.exitCode).toBe(1);
    expect(await tokens()).toEqual(before);
  });
});

describe.skipIf(program === undefined)('a lease (npm run parts openbao)', () => {
  test('is looked up, and its absence is a failure only where it is not expected', async () => {
    await using bao = await startOpenBao(program ?? '');
    const ada = await author();
    const env = bao.env;
    const runSteps = async (settings: string, ...more: readonly string[]) =>
      ada.atomctl([...ada.runArgs(look(settings)), ...more], { env });

    expect((await runSteps('lease: database/creds/app/none')).stderr).toContain(
      'look: Vault has no lease database/creds/app/none',
    );
    const optional = await runSteps('lease: database/creds/app/none, optional: true', '--json');
    expect(optional.json().steps[0].outputs).toEqual({
      exists: false,
      lease: { id: 'database/creds/app/none', seconds: 0, renewable: false },
    });
  });
});

type Ada = Awaited<ReturnType<typeof author>>;

function run(
  ada: Ada,
  env: Readonly<Record<string, string>>,
  { role = 'app', settings = 'keepLease: true, ownToken: true' } = {},
) {
  const steps = `
- name: creds
  type: vault
  action: read
  timeout: 1m
  with: {path: database/creds/${role}, ${settings}}`;
  return ada.start(ada.runArgs(steps), { env });
}

const look = (settings: string) => `
- name: look
  type: vault
  action: lookup
  timeout: 1m
  with: {${settings}}`;
