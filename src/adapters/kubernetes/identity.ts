import { readFile } from 'node:fs/promises';
import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import { ClusterError } from '../../ports/cluster.ts';
import { codeOf } from './kubeconfig.ts';
import { type Login, textIn } from './login.ts';

/** Who asks, as a request carries it. */
export interface Identity {
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** PEM of a client certificate and its key. */
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** Epoch milliseconds after which it is asked for again; undefined: it stays. */
  readonly until: number | undefined;
}

/** As long as client-go keeps the token of a file, which is replaced before it ends. */
const TOKEN_FILE_MS = 60_000;
/** A credential is renewed this long before it ends. */
const EARLY_MS = 10_000;

/** Proves who asks, in the way that the kubeconfig's user says. @throws {ClusterError} unauthorized */
export async function identify(login: Login, now: number, signal: AbortSignal): Promise<Identity> {
  const { user } = login;
  const [own, certificate] = await Promise.all([proofOf(login, now, signal), certificateOf(user)]);
  return { ...certificate, ...own, headers: { ...own.headers, ...impersonation(user) } };
}

async function proofOf(
  login: Login,
  now: number,
  signal: AbortSignal,
): Promise<Pick<Identity, 'headers' | 'until'> & Partial<Identity>> {
  const { user } = login;
  const { exec, 'auth-provider': provider } = user;
  const [tokenFile, token, username] = [
    textIn(user, 'tokenFile'),
    textIn(user, 'token'),
    textIn(user, 'username'),
  ];
  if (tokenFile !== undefined)
    return { headers: bearer((await fileOf(tokenFile)).trim()), until: now + TOKEN_FILE_MS };
  if (token !== undefined) return { headers: bearer(token), until: undefined };
  if (username !== undefined) {
    const pair = Buffer.from(`${username}:${textIn(user, 'password') ?? ''}`).toString('base64');
    return { headers: { authorization: `Basic ${pair}` }, until: undefined };
  }
  if (isJsonObject(exec)) {
    const { askPlugin } = await import('./exec-plugin.ts');
    const { token: given, cert, key, endsAt } = await askPlugin(exec, login, signal);
    return {
      headers: given === undefined ? {} : bearer(given),
      until: endsAt === undefined ? undefined : endsAt - EARLY_MS,
      ...(cert !== undefined && key !== undefined && { cert, key }),
    };
  }
  if (isJsonObject(provider)) return { headers: await fromProvider(provider), until: now + TOKEN_FILE_MS };
  return { headers: {}, until: undefined };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** The one way of `auth-provider` that kubectl still knows. */
async function fromProvider(provider: JsonObject): Promise<Record<string, string>> {
  const name = textOf(provider['name'] ?? '');
  if (name !== 'oidc') {
    const message = `The kubeconfig's auth-provider ${name} is none that kubectl still has`;
    throw new ClusterError('unauthorized', message, {
      hint: 'kubectl config set-credentials --help  # --exec-command',
    });
  }
  const { OpenIDConnectAuth } = await import('@kubernetes/client-node/dist/oidc_auth.js');
  const headers: Record<string, string> = {};
  await new OpenIDConnectAuth().applyAuthentication({ name, authProvider: provider }, { headers });
  return headers;
}

async function certificateOf(user: JsonObject): Promise<Pick<Identity, 'cert' | 'key'>> {
  const [cert, key] = await Promise.all([pemOf(user, 'client-certificate'), pemOf(user, 'client-key')]);
  return { cert, key };
}

/** What `KEY-data` holds, else what is in the file of `KEY`. */
export async function pemOf(body: JsonObject, key: string): Promise<string | undefined> {
  const data = textIn(body, `${key}-data`);
  if (data !== undefined) return Buffer.from(data, 'base64').toString('latin1');
  const file = textIn(body, key);
  return file === undefined ? undefined : fileOf(file);
}

async function fileOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'latin1');
  } catch (cause) {
    const message = `${file}, which the kubeconfig names, cannot be read: ${codeOf(cause) ?? 'unknown'}`;
    throw new ClusterError('unauthorized', message, { hint: `ls -l ${file}`, cause });
  }
}

function impersonation(user: JsonObject): Record<string, string | string[]> {
  const { as, 'as-uid': uid, 'as-groups': groups, 'as-user-extra': extra } = user;
  const extras = isJsonObject(extra) ? Object.entries(extra) : [];
  return {
    ...(typeof as === 'string' && as !== '' && { 'impersonate-user': as }),
    ...(typeof uid === 'string' && uid !== '' && { 'impersonate-uid': uid }),
    ...(Array.isArray(groups) && groups.length > 0 && { 'impersonate-group': groups.map(textOf) }),
    ...Object.fromEntries(
      extras.map(([name, values]) => [
        `impersonate-extra-${encodeURIComponent(name)}`,
        (Array.isArray(values) ? values : [values]).map(textOf),
      ]),
    ),
  };
}
