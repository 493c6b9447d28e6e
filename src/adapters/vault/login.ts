import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { JsonObject } from '../../base/json.ts';
import { wordsOf } from './answer-failure.ts';
import { openVault, type VaultApi } from './api.ts';
import { encodePath } from './encode-path.ts';
import { VaultFailure } from './failure.ts';
import type { VaultSettings } from './settings.ts';

/** Vault with a token. */
export interface VaultSession {
  readonly api: VaultApi;
  /** Whether a login gave the token, so that another login can give another. */
  readonly byLogin: boolean;
}

type Method = 'token' | 'approle' | 'kubernetes' | 'jwt';

const LOGIN = { approle: 'approleLogin', kubernetes: 'kubernetesLogin', jwt: 'jwtLogin' } as const;

const POD_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** Opens Vault with a token that is given, got by a login, or left by `vault login`. @throws {VaultFailure} */
export async function openSession(
  settings: VaultSettings,
  signal: AbortSignal | undefined,
): Promise<VaultSession> {
  const method = await methodOf(settings);
  if (method === 'token') {
    return { api: await openVault(settings, await givenToken(settings)), byLogin: false };
  }
  const credentials = method === 'approle' ? appRole(settings) : await withJwt(settings);
  const api = await openVault(settings, '');
  const mount = settings.authMount ?? method;
  const login = { ...credentials, mount_point: encodePath(mount), requestOptions: { signal } };
  let said = '';
  try {
    await api[LOGIN[method]](login);
    if (api.token !== '') return { api, byLogin: true };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    said = wordsOf(error.body);
  }
  const why = said === '' ? '' : `: ${said}`;
  throw new VaultFailure('unauthenticated', `Vault refused the ${method} login at auth/${mount}${why}`, {
    hint: `vault read auth/${mount}/role/${settings.role ?? 'ROLE'}`,
  });
}

function isRefusal(error: unknown): error is VaultFailure {
  return error instanceof VaultFailure && ['denied', 'invalid', 'missing'].includes(error.problem);
}

async function methodOf(settings: VaultSettings): Promise<Method> {
  const { authMethod } = settings;
  if (authMethod !== null && isMethod(authMethod)) return authMethod;
  if (settings.token !== null) return 'token';
  if (settings.roleId !== null) return 'approle';
  if (settings.role === null) return 'token';
  if (settings.jwt !== null || settings.jwtFile !== null) return 'jwt';
  return (await textIn(POD_TOKEN)) === undefined ? 'token' : 'kubernetes';
}

function isMethod(name: string): name is Method {
  return ['token', 'approle', 'kubernetes', 'jwt'].includes(name);
}

async function givenToken({ token }: VaultSettings): Promise<string> {
  const value = token ?? (await textIn(path.join(os.homedir(), '.vault-token')));
  if (value !== undefined && value !== '') return value;
  throw new VaultFailure('unauthenticated', 'there is no token for Vault', {
    hint: 'vault login  # or: export VAULT_TOKEN=TOKEN',
  });
}

function appRole({ roleId, secretId }: VaultSettings): JsonObject {
  if (roleId === null) throw lacking('VAULT_ROLE_ID');
  return { role_id: roleId, ...(secretId !== null && { secret_id: secretId }) };
}

async function withJwt({ role, jwt, jwtFile }: VaultSettings): Promise<JsonObject> {
  if (role === null) throw lacking('VAULT_ROLE');
  const file = jwtFile ?? POD_TOKEN;
  const text = jwt ?? (await textIn(file));
  if (text !== undefined && text !== '') return { role, jwt: text };
  throw new VaultFailure('unauthenticated', `there is no JWT for the Vault login in ${file}`, {
    hint: 'export VAULT_JWT_FILE=FILE',
  });
}

function lacking(name: string): VaultFailure {
  return new VaultFailure('unauthenticated', `the Vault login needs ${name}`, { hint: `export ${name}=…` });
}

async function textIn(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return undefined;
  }
}
