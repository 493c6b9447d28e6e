import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import type { VaultClient } from './client.ts';
import { encodePath } from './encode-path.ts';
import { VaultFailure } from './failure.ts';
import { type Mount, mountOf } from './mounts.ts';

export interface SecretRequest {
  readonly path: string;
  readonly version: number | null;
  readonly signal?: AbortSignal | undefined;
}

/** What lies at a path of any secrets engine. */
export interface ReadSecret {
  readonly mount: Mount;
  readonly fields: JsonObject;
  /** Of KV version 2. */
  readonly version: number | null;
  readonly lease: Lease | null;
}

/** Leave to use what was made, for a while. */
export interface Lease {
  readonly id: string;
  readonly seconds: number;
  readonly renewable: boolean;
}

/** @throws {VaultFailure} */
export async function readSecretAt(vault: VaultClient, request: SecretRequest): Promise<ReadSecret> {
  const { path, version, signal } = request;
  const mount = await mountOf(vault, path, signal);
  if (version !== null && mount.engine !== 'kv2') {
    throw new VaultFailure('invalid', `${mount.path} keeps no versions: it is not KV version 2`, {
      hint: 'vault secrets list -detailed',
    });
  }
  const query = version === null ? '' : `?version=${version}`;
  const at = mount.engine === 'kv2' ? kv2Path(mount, path, 'data') : encodePath(path);
  try {
    const answer = await vault.read(`${at}${query}`, { shown: path, signal });
    return secretIn(answer, mount);
  } catch (error) {
    if (error instanceof VaultFailure && error.problem === 'missing')
      throw await missing(vault, request, { mount, body: error.body });
    throw error;
  }
}

/** The API's path of a secret of KV version 2, which has `data` or another word behind the mount. */
export function kv2Path(mount: Mount, path: string, word: string): string {
  return `${encodePath(mount.path)}${word}/${encodePath(path.slice(mount.path.length))}`;
}

export function leaseIn(answer: JsonObject): Lease | null {
  const { lease_id: id, lease_duration: seconds, renewable } = answer;
  if (typeof id !== 'string' || id === '') return null;
  return { id, seconds: typeof seconds === 'number' ? seconds : 0, renewable: renewable === true };
}

function secretIn(answer: JsonObject, mount: Mount): ReadSecret {
  const data = objectAt(answer, 'data');
  if (mount.engine !== 'kv2') return { mount, fields: data, version: null, lease: leaseIn(answer) };
  const version = objectAt(data, 'metadata')['version'];
  return {
    mount,
    fields: objectAt(data, 'data'),
    version: typeof version === 'number' ? version : null,
    lease: null,
  };
}

interface Absent {
  readonly mount: Mount;
  readonly body: Json;
}

async function missing(
  vault: VaultClient,
  request: SecretRequest,
  { mount, body }: Absent,
): Promise<VaultFailure> {
  const { path } = request;
  const metadata = objectAt(objectAt(isJsonObject(body) ? body : {}, 'data'), 'metadata');
  const gone = metadata['destroyed'] === true ? 'destroyed' : 'deleted';
  if (typeof metadata['version'] === 'number') {
    const message = `version ${metadata['version']} of ${path} was ${gone}`;
    return new VaultFailure('missing', message, { hint: `vault kv metadata get ${path}` });
  }
  const inside = path.slice(mount.path.length);
  const plain = `${mount.path}${inside.replace(/^data\//, '')}`;
  if (mount.engine === 'kv2' && inside.startsWith('data/')) {
    const message = `there is nothing at ${path}: "data/" belongs to the API, the path is ${plain}`;
    return new VaultFailure('missing', message, { hint: `vault kv get ${plain}` });
  }
  const meant = suggest(path, await neighbours(vault, request, mount));
  const which = request.version === null ? '' : `version ${request.version} of `;
  const didYouMean = meant === undefined ? '' : `; did you mean ${meant}?`;
  const hint = `vault kv list ${path.split('/').slice(0, -1).join('/')}`;
  return new VaultFailure('missing', `there is no ${which}${path} in Vault${didYouMean}`, { hint });
}

/** What lies beside it, where the token may list that. */
async function neighbours(
  vault: VaultClient,
  { path, signal }: SecretRequest,
  mount: Mount,
): Promise<string[]> {
  const folder = `${path.split('/').slice(0, -1).join('/')}/`;
  const at = mount.engine === 'kv2' ? kv2Path(mount, folder, 'metadata') : encodePath(folder);
  try {
    const { data } = await vault.list(at, { signal });
    const keys = isJsonObject(data) ? data['keys'] : undefined;
    return Array.isArray(keys)
      ? keys.flatMap((key) => (typeof key === 'string' ? `${folder}${key}` : []))
      : [];
  } catch {
    return [];
  }
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return isJsonObject(found) ? found : {};
}
