import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import type { VaultClient } from './client.ts';
import { encodePath } from './encode-path.ts';
import { VaultFailure } from './failure.ts';

/** The secrets engine that a path lies in. */
export interface Mount {
  /** Ends with a slash. */
  readonly path: string;
  readonly engine: 'kv1' | 'kv2' | 'transit' | 'other';
}

/** Asks Vault, as its own command line does, which engine a path belongs to. @throws {VaultFailure} */
export async function mountOf(
  vault: VaultClient,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Mount> {
  try {
    const at = `sys/internal/ui/mounts/${encodePath(path)}`;
    const { data } = await vault.read(at, { shown: path, signal });
    if (isJsonObject(data) && typeof data['path'] === 'string') {
      return { path: data['path'], engine: engineOf(data) };
    }
  } catch (error) {
    if (!(error instanceof VaultFailure) || !['denied', 'missing', 'invalid'].includes(error.problem))
      throw error;
  }
  throw await noMount(vault, path, signal);
}

function engineOf({ type, options }: JsonObject): Mount['engine'] {
  if (type === 'transit') return 'transit';
  if (type !== 'kv' && type !== 'generic') return 'other';
  return isJsonObject(options) && options['version'] === '2' ? 'kv2' : 'kv1';
}

/** Vault tells a mount that is not there from one that the token may not use to nobody. */
async function noMount(
  vault: VaultClient,
  path: string,
  signal: AbortSignal | undefined,
): Promise<VaultFailure> {
  const [first = ''] = path.split('/');
  const meant = suggest(
    first,
    (await visibleMounts(vault, signal)).map((mount) => mount.replace(/\/$/, '')),
  );
  const didYouMean = meant === undefined ? '' : `; did you mean ${meant}/?`;
  const message = `Vault has no secrets engine for ${path}, or this token may not use it${didYouMean}`;
  return new VaultFailure('denied', message, { hint: `vault token capabilities ${path}` });
}

async function visibleMounts(vault: VaultClient, signal: AbortSignal | undefined): Promise<string[]> {
  try {
    const { data } = await vault.read('sys/internal/ui/mounts', { signal });
    const secret = isJsonObject(data) ? data['secret'] : undefined;
    return isJsonObject(secret) ? Object.keys(secret) : [];
  } catch {
    return [];
  }
}
