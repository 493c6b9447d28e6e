import type { KubeConfig } from '@kubernetes/client-node';
import type { Dispatcher } from 'undici';

export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher | undefined;
}

/** Plugins and files of tokens are asked again after this; they know themselves when a token ends. */
const KEPT_MS = 10_000;

/**
 * Who asks, by the kubeconfig: certificates, tokens, exec plugins. The library makes a new connection pool each time
 * that it is asked; this one is kept for as long as its certificates are the same.
 */
export class CredentialsKeeper {
  readonly #config: KubeConfig;
  #known: Credentials | undefined;
  #until = 0;

  constructor(config: KubeConfig) {
    this.#config = config;
  }

  async get(): Promise<Credentials> {
    if (this.#known !== undefined && performance.now() < this.#until) return this.#known;
    const { HttpMethod, RequestContext } = await import('@kubernetes/client-node');
    const context = new RequestContext(this.#config.getCurrentCluster()?.server ?? '', HttpMethod.GET);
    await this.#config.applySecurityAuthentication(context);
    const made = context.getDispatcher();
    const headers = context.getHeaders();
    const dispatcher = this.#known?.dispatcher ?? made;
    if (made !== dispatcher) await made?.close();
    this.#known = { headers, dispatcher };
    this.#until = performance.now() + KEPT_MS;
    return this.#known;
  }

  /** The server does not take them any more. */
  forget(): void {
    this.#until = 0;
  }

  async close(): Promise<void> {
    await this.#known?.dispatcher?.close();
  }
}
