import { setTimeout as sleep } from 'node:timers/promises';
import { readSecret } from '../../src/adapters/secrets/read-secret.ts';
import { outsideServices } from '../../src/app/outside.ts';
import { loadConfig } from '../../src/config/load.ts';
import { temporaryDirectory } from './cli.ts';
import { type RunningServer, startServer } from './server.ts';

const ROOT = 'root-token-of-the-test';

export interface OpenBao extends RunningServer {
  /** That of root. */
  readonly token: string;
  /** What Vault's own clients would find in their environment. */
  readonly env: { readonly VAULT_ADDR: string; readonly VAULT_TOKEN: string };
  /** A request as root; gives the answer's `data`, `auth` or whole body. */
  ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** A token that may do what a policy in HCL says, and look at itself. */
  tokenFor(policy: string, ttl?: string): Promise<string>;
}

/** The real OpenBao, in memory, with KV version 2 at secret/. */
export async function startOpenBao(program: string): Promise<OpenBao> {
  const home = temporaryDirectory();
  const server = await startServer(program, {
    args: (port) => [
      'server',
      '-dev',
      `-dev-root-token-id=${ROOT}`,
      `-dev-listen-address=127.0.0.1:${port}`,
      '-dev-no-store-token',
    ],
    ready: '/v1/sys/health',
    env: { HOME: home },
  });
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${server.url}/v1/${path}`, {
      method,
      headers: { 'x-vault-token': ROOT },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Vault answers with an object or nothing.
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
  await until(() => ask('GET', 'secret/config'));
  let made = 0;
  return {
    ...server,
    token: ROOT,
    env: { VAULT_ADDR: server.url, VAULT_TOKEN: ROOT },
    ask,
    async tokenFor(policy, ttl = '1h') {
      made += 1;
      await ask('PUT', `sys/policies/acl/test-${made}`, { policy });
      const { auth } = await ask('POST', 'auth/token/create', { policies: [`test-${made}`], ttl });
      if (typeof auth === 'object' && auth !== null && 'client_token' in auth)
        return String(auth.client_token);
      throw new Error('no token');
    },
  };
}

/** Health comes before the first secrets engine. */
async function until(act: () => Promise<unknown>): Promise<void> {
  for (let left = 100; ; left -= 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await sleep(50);
    }
  }
}

/** What a reference gives to somebody with these variables. */
export async function readWith(reference: string, env: NodeJS.ProcessEnv): Promise<string> {
  const config = await loadConfig({ flags: { home: temporaryDirectory() }, env, platform: process.platform });
  return readSecret(reference, { env, vault: outsideServices(config).vault });
}

/** Credentials at database/creds/app, made in a Redis; `short` and `mortal` last two seconds, and three at most. */
export async function databaseEngine(bao: OpenBao, port: number): Promise<void> {
  await bao.ask('POST', 'sys/mounts/database', { type: 'database' });
  await bao.ask('POST', 'database/config/cache', {
    plugin_name: 'redis-database-plugin',
    allowed_roles: ['app', 'short', 'mortal'],
    host: '127.0.0.1',
    port,
    username: 'root',
    password: 'root',
  });
  for (const [name, default_ttl, max_ttl] of [
    ['app', '1m', '10m'],
    ['short', '2s', '1h'],
    ['mortal', '2s', '3s'],
  ] as const) {
    const role = { db_name: 'cache', creation_statements: '["+@read"]', default_ttl, max_ttl };
    await bao.ask('POST', `database/roles/${name}`, role);
  }
}
