import { createServer } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { author } from '../support/author.ts';
import { type FakeRedis, startFakeRedis } from '../support/fake-redis.ts';
import { databaseEngine, readWith, type OpenBao, startOpenBao } from '../support/openbao.ts';
import { part } from '../support/parts.ts';
import { listen } from '../support/server.ts';

const program = part('openbao');

describe.skipIf(program === undefined)('vault:// against a real OpenBao (npm run parts openbao)', () => {
  let bao: OpenBao;
  let redis: FakeRedis;

  beforeAll(async () => {
    bao = await startOpenBao(program ?? '');
    redis = await startFakeRedis();
    await bao.ask('POST', 'secret/data/team/app', { data: { username: 'ann', password: 'pw-first-7f' } });
    await bao.ask('POST', 'secret/data/team/app', {
      data: { username: 'ann', password: 'pw-second-7f', 'a/b #%': 'odd', nested: { deep: { port: 5432 } } },
    });
    await bao.ask('POST', 'secret/data/team/one%20word%231', { data: { only: 'alone' } });
    await bao.ask('POST', 'sys/mounts/old', { type: 'kv', options: { version: '1' } });
    await bao.ask('POST', 'sys/mounts/teams/kv', { type: 'kv', options: { version: '2' } });
    await bao.ask('POST', 'old/app', { password: 'from version 1' });
    await bao.ask('POST', 'teams/kv/data/x', { data: { k: 'in a mount with a slash' } });
    await databaseEngine(bao, redis.port);
  });
  afterAll(async () => {
    await bao?.[Symbol.asyncDispose]();
    await redis?.[Symbol.asyncDispose]();
  });

  const read = (reference: string, env: NodeJS.ProcessEnv = {}) =>
    readWith(reference, { ...bao.env, ...env });
  const refusal = (reference: string, env: NodeJS.ProcessEnv = {}) =>
    read(reference, env).then(
      (value) => expect.unreachable(`it gave ${value}`),
      (error: unknown) => error,
    );

  test.each([
    ['vault://secret/team/app#password', 'pw-second-7f'],
    ['vault://secret/team/app?version=1#password', 'pw-first-7f'],
    ['vault://secret/team/app#a%2Fb%20%23%25', 'odd'],
    ['vault://secret/team/app#/nested/deep/port', '5432'],
    ['vault://secret/team/app#nested', '{"deep":{"port":5432}}'],
    ['vault://secret/team/one%20word%231', 'alone'],
    ['vault://old/app#password', 'from version 1'],
    ['vault://teams/kv/x#k', 'in a mount with a slash'],
  ])('%s is read', async (reference, value) => {
    expect(await read(reference)).toBe(value);
  });

  test.each([
    ['vault://secret/team/app#pasword', /has no field pasword; it has .*password.*did you mean password/],
    ['vault://secret/team/app', /has a\/b #%, nested, password, username: say which/],
    [
      'vault://secret/team/ap#password',
      /there is no secret\/team\/ap in Vault; did you mean secret\/team\/app\?/,
    ],
    ['vault://secret/data/team/app#password', /"data\/" belongs to the API, the path is secret\/team\/app/],
    ['vault://secret/team/app?version=9#password', /there is no version 9 of secret\/team\/app/],
    ['vault://old/app?version=1#password', /keeps no versions/],
    ['vault://secrt/team/app#password', /no secrets engine for secrt\/team\/app.*did you mean secret\//],
    ['vault://secret/../sys/policy#x', /names no path/],
    ['vault://secret/%2e%2e/sys/policy#x', /names no path/],
    ['vault://secret#x', /names no path/],
    ['vault://secret/team/app?v=1#x', /asks for "v", which is not known/],
    ['vault://secret/team/app?version=0#x', /no number from 1 on/],
    ['vault://secret/team/%zz#x', /a % that begins no escape/],
  ])('%s is refused, says why and what next, and tells no value', async (reference, message) => {
    const error = await refusal(reference);

    expect(error).toMatchObject({
      code: 'ATOM_NEEDS_MISSING',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/\w/),
    });
    expect(JSON.stringify(error)).not.toMatch(/pw-|5432|root-token/);
  });

  test('a deleted version says that it was deleted', async () => {
    await bao.ask('POST', 'secret/data/gone', { data: { k: 'v' } });
    await bao.ask('DELETE', 'secret/data/gone');

    expect(await refusal('vault://secret/gone#k')).toMatchObject({
      message: /version 1 of secret\/gone was deleted/,
    });
  });

  test('a token that may not read the path is told so, and hears of no neighbours', async () => {
    const VAULT_TOKEN = await bao.tokenFor('path "secret/data/other/*" { capabilities = ["read"] }');

    expect(await refusal('vault://secret/team/app#password', { VAULT_TOKEN })).toMatchObject({
      message: 'vault://secret/team/app#password: Vault does not let this token use secret/team/app',
      hint: 'vault token capabilities secret/team/app',
    });
    expect(await refusal('vault://secret/other/nothing#x', { VAULT_TOKEN })).toMatchObject({
      message: 'vault://secret/other/nothing#x: there is no secret/other/nothing in Vault',
    });
  });

  test.each(['hvs.never-was', ''])(
    'the token "%s" is not taken for one that may too little',
    async (token) => {
      expect(await refusal('vault://secret/team/app#password', { VAULT_TOKEN: token })).toMatchObject({
        message: /does not take the token|there is no token for Vault/,
        hint: expect.stringContaining('vault login'),
      });
    },
  );

  test('an expired token says that it has expired', async () => {
    const VAULT_TOKEN = await bao.tokenFor('path "secret/*" { capabilities = ["read"] }', '1s');
    await new Promise((resolve) => setTimeout(resolve, 1500));

    expect(await refusal('vault://secret/team/app#password', { VAULT_TOKEN })).toMatchObject({
      message: /the token: it has expired or was revoked/,
    });
  });

  test('a credential that is made by reading is refused, and the one that was made is revoked', async () => {
    const error = await refusal('vault://database/creds/app#password');
    const made = redis.commands.filter((command) => /setuser/i.test(command));

    expect(error).toMatchObject({ message: /makes a new credential each time/, hint: /action: read/ });
    expect(made).not.toEqual([]);
    await expect
      .poll(() => redis.commands.filter((command) => /deluser/i.test(command)).length)
      .toBeGreaterThan(0);
  });

  test('a redirect to another host gets no token, and the error names the address', async () => {
    const asked: unknown[] = [];
    const other = createServer((request, response) => response.end(String(asked.push(request.headers))));
    const url = await listen(other);
    const standby = createServer((_request, response) => {
      response.writeHead(307, { location: `${url}/v1/x` }).end();
    });
    const error = await refusal('vault://secret/team/app#password', { VAULT_ADDR: await listen(standby) });
    other.close();
    standby.close();

    expect(error).toMatchObject({
      message: /redirects to http:.*not followed/,
      hint: `export VAULT_ADDR=${url}`,
    });
    expect(asked).toEqual([]);
  });

  test.each([
    [
      { VAULT_ADDR: 'http://127.0.0.1:1' },
      /Vault at http:\/\/127.0.0.1:1 cannot be reached \(ECONNREFUSED\)/,
    ],
    [{ VAULT_ADDR: 'vault.example' }, /VAULT_ADDR is no http or https URL/],
    [{ VAULT_ADDR: '' }, /nothing says where Vault is/],
    [{ VAULT_CACERT: '/nowhere/ca.pem' }, /VAULT_CACERT names \/nowhere\/ca.pem/],
    [{ VAULT_NAMESPACE: 'nowhere' }, /no secrets engine|Vault/],
  ])('%j says what is wrong', async (env, message) => {
    expect(await refusal('vault://secret/team/app#password', env)).toMatchObject({
      code: 'ATOM_NEEDS_MISSING',
      message: expect.stringMatching(message),
    });
  });

  test('a run reads it for the step that uses it; nothing holds its value', async () => {
    const { result, home } = await runs('vault://secret/team/app#password', bao.env);

    expect(result.exitCode).toBe(0);
    expect(JSON.stringify(result.json())).toContain('vault://secret/team/app#password');
    expect(result.stdout + result.stderr).not.toContain('pw-second');
    expect(filesWith(home, 'pw-second')).toEqual([]);
  });

  test('a run is not created when Vault is sealed, and the next command is said', async () => {
    await using own = await startOpenBao(program ?? '');
    await own.ask('PUT', 'sys/seal');
    const { result } = await runs('vault://secret/a#b', own.env);

    expect(result.exitCode).toBe(7);
    expect(result.json()).toMatchObject({
      error: {
        code: 'ATOM_NEEDS_MISSING',
        message: 'vault://secret/a#b: Vault is sealed',
        hint: 'vault operator unseal',
      },
    });
  });
});

const USES_SECRET = `
  runtime: {type: shell}
  inputs:
    type: object
    required: [password]
    properties: {password: {type: string, writeOnly: true}}
  validation: {limits: {timeout: 1m}}
  handlers:
    - name: use
      with: {command: [sh, -c, 'cat "$PASSWORD"; test "$(wc -c < "$PASSWORD")" = 12'], files: {PASSWORD: "\${{ inputs.password }}"}}
`;

/** A package that uses a secret, run with a reference to it. */
async function runs(reference: string, env: NodeJS.ProcessEnv) {
  const ada = await author();
  await ada.push('uses', USES_SECRET);
  const args = ['run', 'uses', '--approve', '--reason', 'a test', '--json', '-i', `password=${reference}`];
  return { result: await ada.atomctl(args, { env }), home: ada.home };
}

function filesWith(folder: string, text: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'latin1').includes(text));
}
