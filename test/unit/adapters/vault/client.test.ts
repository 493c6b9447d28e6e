import { expect, test } from 'vitest';
import { VaultClient } from '../../../../src/adapters/vault/client.ts';
import { serveVault, vaultSettings } from '../../../support/fake-vault.ts';

test('requests at once log in once, and once more when the token has expired', async () => {
  let valid = 0;
  await using vault = await serveVault((request, response) => {
    if (request.url?.endsWith('/login') === true) {
      valid += 1;
      response.end(JSON.stringify({ auth: { client_token: `token-${valid}` } }));
    } else if (request.headers['x-vault-token'] === `token-${valid}`) response.end('{"data":{"a":"b"}}');
    else {
      // One is refused when the others have logged in again already: it takes their token.
      const refuse = () => response.writeHead(403).end('{"errors":["permission denied"]}');
      setTimeout(refuse, request.url === '/v1/a/d' ? 300 : 0);
    }
  });
  const client = new VaultClient(vaultSettings(vault.url, { token: null, roleId: 'role' }));
  const reads = () => Promise.all(['a/b', 'a/c', 'a/d'].map((path) => client.read(path)));
  const logins = () => vault.asked.filter(({ url }) => url?.endsWith('/login') === true).length;

  expect(await reads()).toHaveLength(3);
  expect(logins()).toBe(1);
  valid += 1;
  expect(await reads()).toHaveLength(3);
  expect(logins()).toBe(2);
});

test('a login that ends because who began it was stopped is begun once more for all who wait', async () => {
  let logins = 0;
  await using vault = await serveVault((request, response) => {
    if (request.url?.endsWith('/login') !== true) response.end('{"data":{"a":"b"}}');
    else if (++logins > 1) response.end('{"auth":{"client_token":"made"}}');
  });
  const client = new VaultClient(vaultSettings(vault.url, { token: null, roleId: 'role' }));
  const stop = new AbortController();
  const first = client.read('a/b', { signal: stop.signal });
  const others = Promise.all([client.read('a/c'), client.read('a/d')]);
  await expect.poll(() => logins).toBe(1);
  stop.abort();

  await expect(first).rejects.toMatchObject({ problem: 'stopped' });
  expect(await others).toEqual([{ data: { a: 'b' } }, { data: { a: 'b' } }]);
  expect(logins).toBe(2);
});

test('a request that is refused where no token may look at itself is refused', async () => {
  await using vault = await serveVault((request, response) => {
    response.writeHead(request.url?.endsWith('lookup-self') === true ? 404 : 403).end('{"errors":[]}');
  });

  await expect(new VaultClient(vaultSettings(vault.url)).read('a/b')).rejects.toMatchObject({
    problem: 'denied',
    message: 'Vault does not let this token use a/b',
  });
});
