import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSecret } from '../../src/adapters/secrets/read-secret.ts';
import { outsideServices } from '../../src/app/outside.ts';
import { loadConfig } from '../../src/config/load.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { type OpenBao, readWith, startOpenBao } from '../support/openbao.ts';
import { part } from '../support/parts.ts';
import { listen } from '../support/server.ts';

const program = part('openbao');

describe.skipIf(program === undefined)('a login to a real OpenBao (npm run parts openbao)', () => {
  let bao: OpenBao;

  beforeAll(async () => {
    bao = await startOpenBao(program ?? '');
    await bao.ask('POST', 'secret/data/team/app', { data: { password: 'pw-7f' } });
    const policy = 'path "secret/data/team/*" { capabilities = ["read"] }';
    await bao.ask('PUT', 'sys/policies/acl/reader', { policy });
  });
  afterAll(async () => bao?.[Symbol.asyncDispose]());

  const read = (env: NodeJS.ProcessEnv) =>
    readWith('vault://secret/team/app#password', { VAULT_ADDR: bao.url, ...env });

  test('is by role ID and secret ID', async () => {
    const env = await appRole(bao);

    expect(await read(env)).toBe('pw-7f');
    await expect(read({ ...env, VAULT_SECRET_ID: 'another' })).rejects.toMatchObject({
      code: 'ATOM_NEEDS_MISSING',
      message: /Vault refused the approle login at auth\/approle: invalid (role or )?secret/,
    });
    await expect(read({ VAULT_AUTH_METHOD: 'approle' })).rejects.toMatchObject({
      hint: 'export VAULT_ROLE_ID=…',
    });
  });

  test('is by a JWT in a file', async () => {
    const env = await jwtRole(bao);

    expect(await read(env)).toBe('pw-7f');
    await expect(read({ ...env, VAULT_JWT_FILE: '/nowhere' })).rejects.toMatchObject({
      message: /there is no JWT for the Vault login in \/nowhere/,
    });
  });

  test('is by the account of a pod', async () => {
    await using kubernetes = await kubernetesRole(bao);

    expect(await read(kubernetes.env)).toBe('pw-7f');
    await expect(read({ ...kubernetes.env, VAULT_ROLE: 'other' })).rejects.toMatchObject({
      message: /Vault refused the kubernetes login at auth\/kubernetes/,
    });
  });

  test('is repeated when the token that it gave has expired', async () => {
    const env = await appRole(bao, '1s');
    const config = await loadConfig({
      flags: { home: temporaryDirectory() },
      env: { ...env, VAULT_ADDR: bao.url },
      platform: process.platform,
    });
    const { vault } = outsideServices(config);
    const first = await readSecret('vault://secret/team/app#password', { env, vault });
    await new Promise((resolve) => setTimeout(resolve, 1500));

    expect([first, await readSecret('vault://secret/team/app#password', { env, vault })]).toEqual([
      'pw-7f',
      'pw-7f',
    ]);
  });
});

/** The CA of nobody: OpenBao wants one, and an API without TLS shows none. */
const CA = `-----BEGIN CERTIFICATE-----
MIIBeTCCAR+gAwIBAgIUOVUR7sF6XDhgteeCk89Pv/hMW3MwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyODA3NTYwN1oYDzIxMjYxMTA0MDc1
NjA3WjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AASVE57P0a5M13eqcRINMxQpXsndiBhtuLzwtmn1t5DV2cmAM5Nvx/o1fHPQOERm
+ykAy3ZYP0it4wRigGJkU3nAo1MwUTAdBgNVHQ4EFgQUzVBufXNPe5c2WI12531M
0IPZ4JgwHwYDVR0jBBgwFoAUzVBufXNPe5c2WI12531M0IPZ4JgwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAj8a6wygVRgznPvFd+ivoTQduJKM8
ILnA25etPLps+54CIG9UPeiJWRUow5uedIwedx3cY8PAst7n3XwbrTEnlG4H
-----END CERTIFICATE-----
`;

async function appRole(bao: OpenBao, ttl = '1h'): Promise<NodeJS.ProcessEnv> {
  if (ttl === '1h') await bao.ask('POST', 'sys/auth/approle', { type: 'approle' });
  await bao.ask('POST', 'auth/approle/role/reader', { token_policies: ['reader'], token_ttl: ttl });
  const { data: role } = await bao.ask('GET', 'auth/approle/role/reader/role-id');
  const { data: secret } = await bao.ask('POST', 'auth/approle/role/reader/secret-id');
  return { VAULT_ROLE_ID: member(role, 'role_id'), VAULT_SECRET_ID: member(secret, 'secret_id') };
}

async function jwtRole(bao: OpenBao): Promise<NodeJS.ProcessEnv> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  await bao.ask('POST', 'sys/auth/jwt', { type: 'jwt' });
  await bao.ask('POST', 'auth/jwt/config', { jwt_validation_pubkeys: [pem] });
  const role = {
    role_type: 'jwt',
    user_claim: 'sub',
    bound_audiences: ['vault'],
    token_policies: ['reader'],
  };
  await bao.ask('POST', 'auth/jwt/role/reader', role);
  const file = path.join(temporaryDirectory(), 'jwt');
  writeFileSync(file, `${jwt(privateKey, { sub: 'ci', aud: 'vault' })}\n`);
  return { VAULT_ROLE: 'reader', VAULT_JWT_FILE: file };
}

/** A Kubernetes API that takes every token for the account of ci/runner. */
async function kubernetesRole(bao: OpenBao): Promise<AsyncDisposable & { readonly env: NodeJS.ProcessEnv }> {
  const api = createServer((_request, response) => {
    const user = { username: 'system:serviceaccount:ci:runner', uid: '1', groups: [] };
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenReview',
        status: { authenticated: true, user, audiences: ['vault'] },
      }),
    );
  });
  const url = await listen(api);
  await bao.ask('POST', 'sys/auth/kubernetes', { type: 'kubernetes' });
  const config = { kubernetes_host: url, token_reviewer_jwt: reviewer(), kubernetes_ca_cert: CA };
  await bao.ask('POST', 'auth/kubernetes/config', config);
  await bao.ask('POST', 'auth/kubernetes/role/reader', {
    bound_service_account_names: ['runner'],
    bound_service_account_namespaces: ['ci'],
    token_policies: ['reader'],
  });
  const env = { VAULT_ROLE: 'reader', VAULT_JWT: reviewer(), VAULT_AUTH_METHOD: 'kubernetes' };
  return { env, [Symbol.asyncDispose]: async () => void api.close() };
}

function reviewer(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const account = { namespace: 'ci', serviceaccount: { name: 'runner', uid: '1' } };
  const claims = { sub: 'system:serviceaccount:ci:runner', 'kubernetes.io': account, aud: ['vault'] };
  return jwt(privateKey, claims);
}

function jwt(key: KeyObject, claims: object): string {
  const seconds = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { iat: seconds, exp: seconds + 600, ...claims },
  ];
  const signed = parts.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')).join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

function member(value: unknown, key: string): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- asked of a server that answers so.
  return String((value as Record<string, unknown>)[key]);
}
