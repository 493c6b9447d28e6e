import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { storeFailure } from './failures.ts';

const flushed = promisify(fdatasync);

/**
 * Brings what was committed under `synchronous=NORMAL` to the disk, on a thread of the platform's own: what
 * `synchronous=FULL` does within the commit. Whatever is committed while the disk is busy shares its next turn.
 */
export class DiskSync implements AsyncDisposable {
  readonly #store: string;
  #log: number | undefined;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  /** After it the kernel takes for written what is not: no later success means anything. */
  #failure: { readonly error: unknown } | undefined;

  constructor(store: string) {
    this.#store = store;
  }

  /** All that was committed before the call is on the disk when it resolves. */
  sync(): Promise<void> {
    this.#next ??= this.#follow(this.#running);
    return this.#next;
  }

  async #follow(running: Promise<void>): Promise<void> {
    await running.catch(() => {});
    this.#running = this.#next ?? running;
    this.#next = undefined;
    if (this.#failure !== undefined) throw this.#failure.error;
    try {
      // SQLite locks other files than this one: closing it lets go of no lock.
      this.#log ??= openSync(`${this.#store}-wal`, 'r+');
      await flushed(this.#log);
    } catch (error) {
      this.#failure = { error: storeFailure(error, this.#store) };
      throw this.#failure.error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (this.#next ?? this.#running).catch(() => {});
    if (this.#log !== undefined) closeSync(this.#log);
    this.#log = undefined;
  }
}
