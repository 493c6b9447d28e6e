import { ClusterError } from '../../ports/cluster.ts';
import type { ObjectRef } from '../../model/cluster.ts';
import type { Call } from './action.ts';

const LONGEST_LINE = 64 * 1024;

interface Container {
  readonly pod: ObjectRef;
  readonly container: string;
}

/** What a container says, copied to the log of the step as it comes. A package may not be allowed to read it. */
export class ContainerLog {
  readonly #call: Call;
  readonly #of: Container;
  readonly #own = new AbortController();
  readonly #following: Promise<boolean>;
  #bytes = 0;
  /** The beginning of a line: a secret is found in a whole one alone. */
  #begun = '';
  lines = 0;

  constructor(call: Call, of: Container) {
    [this.#call, this.#of] = [call, of];
    const signal = AbortSignal.any([call.signal, this.#own.signal]);
    // What broke off is read by `rest`.
    this.#following = this.#copy(signal, { follow: 'true' }).then(
      () => true,
      () => false,
    );
  }

  /** Once it has ended: what did not come yet. */
  async rest(signal: AbortSignal): Promise<void> {
    if (await this.#following) return;
    try {
      await this.#copy(signal, {});
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      this.#call.log('stderr', `the log of ${this.#of.pod.name} cannot be read: ${error.message}\n`);
    }
  }

  async close(): Promise<void> {
    this.#own.abort();
    await this.#following;
  }

  /** From where it was: the server gives a log from its beginning. */
  async #copy(signal: AbortSignal, more: Readonly<Record<string, string>>): Promise<void> {
    const { pod, container } = this.#of;
    const query = { container, ...more };
    const decoder = new TextDecoder();
    let known = this.#bytes;
    for await (const chunk of this.#call.cluster.stream(
      { verb: 'get', ...pod, subresource: 'log', query },
      signal,
    )) {
      const fresh = chunk.subarray(Math.min(known, chunk.length));
      known -= chunk.length - fresh.length;
      this.#bytes += fresh.length;
      this.#say(decoder.decode(fresh, { stream: true }));
    }
    if (this.#begun !== '') this.#say('\n');
  }

  #say(text: string): void {
    const said = this.#begun + text;
    const end = said.length > LONGEST_LINE ? said.length : said.lastIndexOf('\n') + 1;
    this.#begun = said.slice(end);
    this.lines += text.split('\n').length - 1;
    if (end > 0) this.#call.log('stdout', said.slice(0, end));
  }
}
