import type { Dispatcher } from 'undici';
import { type Material, dispatcherOf } from './dispatcher.ts';
import { type Identity, identify, pemOf } from './identity.ts';
import type { Login } from './login.ts';

export interface Credentials {
  readonly headers: Identity['headers'];
  readonly dispatcher: Dispatcher;
}

interface Known extends Credentials {
  readonly material: Material;
  readonly until: number | undefined;
}

/**
 * Who asks, for as long as it holds: a token or certificate that ends is asked for again before. Connections are kept
 * while their certificates are the same.
 */
export class CredentialsKeeper {
  readonly #login: Login;
  readonly #now: () => number;
  #known: Known | undefined;
  #asking: Promise<Known> | undefined;
  #forgotten = false;

  constructor(login: Login, now: () => number = Date.now) {
    this.#login = login;
    this.#now = now;
  }

  async get(signal: AbortSignal): Promise<Credentials> {
    const known = this.#known;
    if (known !== undefined && !this.#forgotten && this.#now() < (known.until ?? Number.POSITIVE_INFINITY))
      return known;
    // Requests that run at once need one answer.
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** The server does not take `credentials` any more. */
  forget(credentials: Credentials): void {
    if (credentials === this.#known) this.#forgotten = true;
  }

  async close(): Promise<void> {
    await this.#known?.dispatcher.close();
  }

  async #ask(signal: AbortSignal): Promise<Known> {
    const { headers, cert, key, until } = await identify(this.#login, this.#now(), signal);
    const material = { ca: await pemOf(this.#login.cluster, 'certificate-authority'), cert, key };
    const before = this.#known;
    const isSame = before !== undefined && sameMaterial(before.material, material);
    const dispatcher = isSame ? before.dispatcher : await dispatcherOf(this.#login, material, process.env);
    // What is under way on the old connections ends by itself.
    if (!isSame) void before?.dispatcher.close();
    this.#forgotten = false;
    this.#known = { headers, dispatcher, material, until };
    return this.#known;
  }
}

function sameMaterial(one: Material, other: Material): boolean {
  return one.ca === other.ca && one.cert === other.cert && one.key === other.key;
}
