import { readFile } from 'node:fs/promises';
import type { Json } from '../../base/json.ts';
import { VaultFailure } from './failure.ts';
import type { VaultSettings } from './settings.ts';

/** A request as node-vault makes it. */
export interface VaultCall {
  readonly method: string;
  /** Begins with the address, and is percent-encoded where it must be. */
  readonly uri: string;
  /** Those that say who asks. */
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly signal: AbortSignal | undefined;
}

export interface VaultAnswer {
  readonly status: number;
  readonly body: Json;
  /** Seconds, where Vault asks for a pause. */
  readonly retryAfter: string | undefined;
}

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** One exchange with Vault. Follows no redirect: the token goes to VAULT_ADDR and nowhere else. @throws {VaultFailure} */
export async function exchange(settings: VaultSettings, call: VaultCall): Promise<VaultAnswer> {
  const url = addressOf(settings);
  const [{ Agent }, ca] = await Promise.all([import('undici'), caOf(settings)]);
  const agent = new Agent({ connect: { timeout: TIMEOUT_MS, ...(ca !== undefined && { ca }) } });
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const signal = call.signal === undefined ? limit : AbortSignal.any([call.signal, limit]);
  try {
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      // As it is: a URL that is parsed again loses segments such as %2e%2e.
      path: call.uri.slice(url.origin.length),
      method: call.method,
      headers: headersOf(call),
      body: call.json === undefined ? null : JSON.stringify(call.json),
      signal,
    });
    if (statusCode >= 300 && statusCode < 400) throw redirected(url, headers['location']);
    const retryAfter = headers['retry-after'];
    return {
      status: statusCode,
      body: await readJson(body),
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
    };
  } catch (error) {
    throw call.signal?.aborted === true ? stopped() : failureOf(error, url, limit.aborted);
  } finally {
    await agent.destroy();
  }
}

/** @throws {VaultFailure} where there is none. */
export function addressOf({ address }: VaultSettings): URL {
  if (address === null) {
    throw new VaultFailure('unreachable', 'nothing says where Vault is', {
      hint: 'export VAULT_ADDR=URL VAULT_TOKEN=TOKEN',
    });
  }
  const url = URL.parse(address);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '') return url;
  throw new VaultFailure('unreachable', 'VAULT_ADDR is no http or https URL', {
    hint: 'export VAULT_ADDR=https://HOST:8200',
  });
}

async function caOf({ caCert }: VaultSettings): Promise<string | undefined> {
  if (caCert === null) return undefined;
  try {
    return await readFile(caCert, 'utf8');
  } catch {
    throw new VaultFailure('unreachable', `VAULT_CACERT names ${caCert}, which cannot be read`, {
      hint: `ls -l ${caCert}`,
    });
  }
}

function headersOf({ headers, json }: VaultCall): Record<string, string> {
  return {
    ...headers,
    'x-vault-request': 'true',
    ...(json !== undefined && { 'content-type': 'application/json' }),
  };
}

async function readJson(body: AsyncIterable<Uint8Array>): Promise<Json> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MOST_BYTES) {
      throw new VaultFailure('invalid', `Vault's answer is larger than ${MOST_BYTES} bytes`, {
        hint: 'Keep what is large elsewhere, and a key to it in Vault',
      });
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function redirected(url: URL, location: string | string[] | undefined): VaultFailure {
  const to = typeof location === 'string' ? URL.parse(location, url) : null;
  const where = to === null ? 'elsewhere' : `to ${to.origin}`;
  return new VaultFailure('unreachable', `${url.origin} redirects ${where}, which is not followed`, {
    hint: to === null ? 'atomctl doctor' : `export VAULT_ADDR=${to.origin}`,
  });
}

function stopped(): VaultFailure {
  return new VaultFailure('stopped', 'stopped', { hint: 'atomctl doctor' });
}

function failureOf(error: unknown, { origin }: URL, timedOut: boolean): VaultFailure {
  if (error instanceof VaultFailure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (timedOut || code.includes('TIMEOUT') || code === 'ETIMEDOUT') {
    return new VaultFailure('timeout', `Vault at ${origin} does not answer`, { hint: 'atomctl doctor' });
  }
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code)) {
    const message = `Vault's certificate at ${origin} cannot be verified (${code})`;
    return new VaultFailure('unreachable', message, { hint: 'export VAULT_CACERT=FILE' });
  }
  const message = `Vault at ${origin} cannot be reached${code === '' ? '' : ` (${code})`}`;
  return new VaultFailure('unreachable', message, { hint: 'atomctl doctor' });
}
