import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from 'undici';
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
export function dispatcherOf(login: Login, { ca, cert, key }: Material, env: NodeJS.ProcessEnv): Dispatcher {
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
  if (proxy !== undefined) return new ProxyAgent({ ...options, uri: proxy, requestTls: tls });
  return takesProxy(server, env)
    ? new EnvHttpProxyAgent({ ...options, requestTls: tls })
    : new Agent(options);
}

/** As Go does it: never for this machine itself, and by the scheme of the server. */
function takesProxy(server: string, env: NodeJS.ProcessEnv): boolean {
  const { protocol, hostname } = new URL(server);
  if (/^(localhost|127\..*|\[::1\])$/.test(hostname)) return false;
  const name = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  return Boolean(env[name] || env[name.toUpperCase()]);
}
