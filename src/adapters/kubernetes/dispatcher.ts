import type { Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import { type Login, textIn } from './login.ts';

/** What a connection is made with. */
export interface Material {
  /** PEM; undefined: those that Node knows. */
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** Longer than any webhook may take, so that the server's own answer comes first. */
const HEADERS_MS = 75_000;
/** client-go's: shorter than what load balancers let a connection idle. */
const KEEP_ALIVE_MS = 30_000;
const CONNECT_MS = 10_000;

/** Connections to one API server: straight, through the kubeconfig's proxy, or through that of the environment. */
export async function dispatcherOf(
  login: Login,
  { ca, cert, key }: Material,
  env: NodeJS.ProcessEnv,
): Promise<Dispatcher> {
  const { cluster, server } = login;
  const servername = textIn(cluster, 'tls-server-name');
  const tls = {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(servername !== undefined && { servername }),
    ...(cluster['insecure-skip-tls-verify'] === true && { rejectUnauthorized: false }),
  };
  const connect = { ...tls, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS, timeout: CONNECT_MS };
  const options = { connect, headersTimeout: HEADERS_MS };
  const proxy = textIn(cluster, 'proxy-url');
  if (proxy === undefined && !takesProxy(server, env)) return new Agent(options);
  const { EnvHttpProxyAgent, ProxyAgent } = await import('undici');
  return proxy === undefined
    ? new EnvHttpProxyAgent({ ...options, requestTls: tls })
    : new ProxyAgent({ ...options, uri: proxy, requestTls: tls });
}

/** As Go does it: never for this machine itself, and by the scheme of the server. */
function takesProxy(server: string, env: NodeJS.ProcessEnv): boolean {
  const { protocol, hostname } = new URL(server);
  if (/^(localhost|127\..*|\[::1\])$/.test(hostname)) return false;
  const name = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  return Boolean(env[name] || env[name.toUpperCase()]);
}
