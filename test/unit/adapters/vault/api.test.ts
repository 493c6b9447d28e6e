import type { RequestListener } from 'node:http';
import { execa } from 'execa';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openVault } from '../../../../src/adapters/vault/api.ts';
import { VaultClient } from '../../../../src/adapters/vault/client.ts';
import { type FakeVault, serveVault, vaultSettings as settings } from '../../../support/fake-vault.ts';

const servers: FakeVault[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(servers.splice(0).map((server) => server[Symbol.asyncDispose]()));
});

describe('what node-vault sends for us', () => {
  test.each([
    ['a read', {}, (vault: VaultClient) => vault.read('secret/data/a')],
    ['a write', {}, (vault: VaultClient) => vault.write('secret/data/a', { data: { a: 'b' } })],
    ['a login', { token: null, roleId: 'role', secretId: 's' }, (vault: VaultClient) => vault.read('a/b')],
  ])('goes nowhere else when %s is answered with a redirect', async (_what, given, ask) => {
    const other = await serve((_request, response) => response.end('{}'));
    const standby = await serve((_request, response) => {
      response.writeHead(307, { location: `${other.url}/v1/x` }).end();
    });

    await expect(ask(new VaultClient(settings(standby.url, given)))).rejects.toMatchObject({
      problem: 'unreachable',
      message: `${standby.url} redirects to ${other.url}, which is not followed`,
    });
    expect(standby.asked).toHaveLength(1);
    expect(other.asked).toEqual([]);
  });

  test('is not printed, whatever DEBUG says', async () => {
    const { url, asked } = await serve((_request, response) => response.end('{"data":{"p":"canary-read"}}'));
    const { stdout, stderr } = await execa(process.execPath, ['--input-type=module', '-e', ASKS], {
      env: { DEBUG: '*', SETTINGS: JSON.stringify(settings(url)) },
    });

    expect(asked).toHaveLength(2);
    expect([stdout, stderr]).toEqual(['asked', '']);
  });

  test('is what the settings say, and nothing of the environment', async () => {
    for (const name of ['VAULT_TOKEN', 'VAULT_NAMESPACE', 'VAULT_PREFIX', 'VAULT_ADDR'])
      vi.stubEnv(name, '/another');
    const { url, asked } = await serve((_request, response) =>
      response.end('{"auth":{"client_token":"made"}}'),
    );
    await new VaultClient(settings(`${url}/base//`, { token: null, roleId: 'role' })).read('secret/a');
    await new VaultClient(settings(url, { namespace: 'team/a' })).delete('secret/a');

    expect(asked).toMatchObject([
      { method: 'POST', url: '/base/v1/auth/approle/login' },
      { method: 'GET', url: '/base/v1/secret/a', headers: { 'x-vault-token': 'made' } },
      {
        method: 'DELETE',
        url: '/v1/secret/a',
        headers: { 'x-vault-token': 'a test', 'x-vault-namespace': 'team/a', 'x-vault-request': 'true' },
      },
    ]);
    expect(asked[0]?.headers).not.toHaveProperty('x-vault-token');
    expect(asked[1]?.headers).not.toHaveProperty('x-vault-namespace');
  });

  test('is the path of a mount as it is written', async () => {
    const { url, asked } = await serve((_request, response) =>
      response.end('{"auth":{"client_token":"made"}}'),
    );
    const login = { token: null, authMethod: 'jwt', authMount: "teams/a's #1=x", role: 'r', jwt: 'j' };
    await new VaultClient(settings(url, login)).read('a/b');

    expect(decodeURIComponent(asked[0]?.url ?? '')).toBe("/v1/auth/teams/a's #1=x/login");
  });
});

describe('what node-vault gives us', () => {
  test('is a failure for a refused path, also where it looks like that of the health', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(request.url?.endsWith('lookup-self') === true ? 200 : 403).end('{"errors":[]}');
    });

    await expect(
      new VaultClient(settings(url)).read('secret/data/sys/health', { shown: 'secret/sys/health' }),
    ).rejects.toMatchObject({
      problem: 'denied',
      message: 'Vault does not let this token use secret/sys/health',
    });
  });

  test('is no token where a login is answered with nothing', async () => {
    const { url } = await serve((_request, response) => response.writeHead(204).end());

    await expect(
      new VaultClient(settings(url, { token: null, roleId: 'role' })).read('a/b'),
    ).rejects.toMatchObject({
      problem: 'unauthenticated',
      message: 'Vault refused the approle login at auth/approle',
    });
  });

  test('is success for all that Vault calls so', async () => {
    const { client } = await answering(202, '');

    expect(await client.write('sys/leases/revoke', { lease_id: 'a' })).toEqual({});
  });

  test('has the pause that Vault asks for, and what it says of a version that is gone', async () => {
    const throttled = await answering(429, '{"errors":["slow down"]}', { 'retry-after': '7' });
    const gone = await answering(404, '{"data":{"metadata":{"version":3}}}');

    await expect(throttled.client.read('a/b')).rejects.toMatchObject({
      problem: 'throttled',
      retryAfterMs: 7000,
    });
    await expect(gone.client.read('a/b')).rejects.toMatchObject({
      problem: 'missing',
      body: { data: { metadata: { version: 3 } } },
    });
  });

  test('is the health of a Vault that is sealed, too', async () => {
    const { api } = await answering(503, '{"sealed":true,"version":"2.7.2"}');

    expect(await api.health({ requestOptions: { anyStatus: true } })).toEqual({
      sealed: true,
      version: '2.7.2',
    });
  });

  test('is bounded, and ends when it is stopped', async () => {
    let sent = 0;
    const endless = await serve((_request, response) => {
      const more = () => {
        sent += 65_536;
        response.write(Buffer.alloc(65_536, 32), () => setImmediate(more));
      };
      more();
    });
    const silent = await serve(() => undefined);
    const stop = new AbortController();
    const waiting = new VaultClient(settings(silent.url)).read('a/b', { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);

    await expect(waiting).rejects.toMatchObject({ problem: 'stopped' });
    await expect(new VaultClient(settings(endless.url)).read('a/b')).rejects.toMatchObject({
      problem: 'invalid',
      message: /larger than \d+ bytes/,
    });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });
});

/** Writes and reads a value, in a process of its own: what prints does so from when it is loaded. */
const ASKS = `
import { VaultClient } from ${JSON.stringify(new URL('../../../../src/adapters/vault/client.ts', import.meta.url))};
const vault = new VaultClient(JSON.parse(process.env.SETTINGS));
await vault.write('secret/data/a', { data: { p: 'canary-written' } });
await vault.read('secret/data/a');
console.log('asked');
`;

async function serve(answer: RequestListener): Promise<FakeVault> {
  const server = await serveVault(answer);
  servers.push(server);
  return server;
}

/** Those that ask a Vault which answers everything so. */
async function answering(status: number, body: string, headers = {}) {
  const { url } = await serve((_request, response) => response.writeHead(status, headers).end(body));
  return { client: new VaultClient(settings(url)), api: await openVault(settings(url), 'a test') };
}
