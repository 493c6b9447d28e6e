import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { answerFailure, wordsOf } from './answer-failure.ts';
import { VaultFailure } from './failure.ts';
import type { VaultSettings } from './settings.ts';
import { sendToVault } from './transport.ts';

export interface VaultToken {
  readonly value: string;
  /** Whether a login gave it, so that another login can give another. */
  readonly byLogin: boolean;
}

type Method = 'token' | 'approle' | 'kubernetes' | 'jwt';

const POD_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** The token that Vault is asked with: given, got by a login, or left by `vault login`. @throws {VaultFailure} */
export async function obtainToken(
  settings: VaultSettings,
  signal: AbortSignal | undefined,
): Promise<VaultToken> {
  const method = await methodOf(settings);
  if (method === 'token') return { value: await givenToken(settings), byLogin: false };
  const body = method === 'approle' ? appRole(settings) : await withJwt(settings);
  const mount = settings.authMount ?? method;
  const at = `auth/${mount}/login`;
  const answer = await sendToVault(settings, { method: 'POST', path: at, body, token: null, signal });
  const token = tokenIn(answer.body);
  if (token !== undefined) return { value: token, byLogin: true };
  const failure = answerFailure(answer, at);
  if (failure !== undefined && !['denied', 'invalid', 'missing'].includes(failure.problem)) throw failure;
  const said = wordsOf(answer.body);
  const why = said === '' ? '' : `: ${said}`;
  throw new VaultFailure('unauthenticated', `Vault refused the ${method} login at auth/${mount}${why}`, {
    hint: `vault read auth/${mount}/role/${settings.role ?? 'ROLE'}`,
  });
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

function tokenIn(body: Json): string | undefined {
  const auth = isJsonObject(body) ? body['auth'] : undefined;
  const token = isJsonObject(auth) ? auth['client_token'] : undefined;
  return typeof token === 'string' && token !== '' ? token : undefined;
}
