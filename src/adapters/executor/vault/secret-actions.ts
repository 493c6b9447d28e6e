import { type JsonObject, textOf } from '../../../base/json.ts';
import type { SecretOutput } from '../../../ports/executor.ts';
import type { VaultClient } from '../../vault/client.ts';
import { encodePath } from '../../vault/encode-path.ts';
import { mountOf } from '../../vault/mounts.ts';
import { kv2Path, leaseIn, readSecretAt } from '../../vault/read-secret.ts';
import { referenceTo } from '../../vault/reference.ts';
import { type Action, leaseOutput, objectAt, pathOf, renamed } from './action.ts';
import { withOwnToken } from './with-own-token.ts';

/** Whatever engine the path lies in. What was made with a lease cannot be read again: it would be another. */
export const read: Action = async (call) => {
  const { settings, signal } = call;
  const path = pathOf(settings);
  const asked = typeof settings['version'] === 'number' ? settings['version'] : null;
  const ask = (vault: VaultClient) => readSecretAt(vault, { path, version: asked, signal });
  const { fields, version, lease } = await (settings['ownToken'] === true
    ? withOwnToken(call, ask)
    : ask(call.vault));
  const pinned = version === null ? {} : { version: String(version) };
  const secrets = secretsOf(fields, (field) => (lease === null ? referenceTo(path, field, pinned) : null));
  return {
    outputs: { ...(version !== null && { version }), ...leaseOutput(lease) },
    secrets,
    done: `read ${path}${version === null ? '' : ` version ${version}`}: ${Object.keys(fields).join(', ')}`,
  };
};

/** What an engine answers with was made for this step: nobody may see it, and it cannot be read again. */
export const write: Action = async ({ vault, settings, signal }) => {
  const path = pathOf(settings);
  const { cas } = settings;
  const data = objectAt(settings, 'data');
  const mount = await mountOf(vault, path, signal);
  const isKv2 = mount.engine === 'kv2';
  const body = isKv2 ? { data, ...(cas !== undefined && { options: { cas } }) } : data;
  const at = isKv2 ? kv2Path(mount, path, 'data') : encodePath(path);
  const answer = await vault.write(at, body, { shown: path, signal });
  const given = objectAt(answer, 'data');
  const done = `wrote ${path}: ${Object.keys(data).join(', ')}`;
  if (isKv2) return { outputs: renamed(given, 'version', 'version'), secrets: [], done };
  return { outputs: leaseOutput(leaseIn(answer)), secrets: secretsOf(given, () => null), done };
};

export const remove: Action = async ({ vault, settings, signal }) => {
  const path = pathOf(settings);
  const { versions } = settings;
  const mount = await mountOf(vault, path, signal);
  if (mount.engine === 'kv2' && versions !== undefined) {
    const at = kv2Path(mount, path, 'delete');
    await vault.write(at, { versions }, { shown: path, signal });
  } else {
    const at = mount.engine === 'kv2' ? kv2Path(mount, path, 'data') : encodePath(path);
    await vault.delete(at, { shown: path, signal });
  }
  return { outputs: {}, secrets: [], done: `deleted ${path}` };
};

function secretsOf(fields: JsonObject, reference: (field: string) => string | null): SecretOutput[] {
  return Object.entries(fields).map(([field, value]) => {
    return { field, value: textOf(value), reference: reference(field) };
  });
}
