/** How much of the end of a stream becomes an output. */
export const TAIL_BYTES = 64 * 1024;

/** The last bytes of a stream: copied, so that what they came in can go. */
export class StreamTail {
  #bytes = Buffer.alloc(0);
  /** Where the next byte goes, and how many there were. */
  #at = 0;
  #length = 0;

  push(chunk: Uint8Array): void {
    const last = chunk.subarray(-TAIL_BYTES);
    this.#grow(last.length);
    const first = last.subarray(0, this.#bytes.length - this.#at);
    this.#bytes.set(first, this.#at);
    this.#bytes.set(last.subarray(first.length), 0);
    this.#at = (this.#at + last.length) % TAIL_BYTES;
    this.#length = Math.min(this.#length + last.length, TAIL_BYTES);
  }

  /** What is no UTF-8, also where the end begins, becomes U+FFFD. */
  text(): string {
    if (this.#length < TAIL_BYTES) return this.#bytes.toString('utf8', 0, this.#length);
    return Buffer.concat([this.#bytes.subarray(this.#at), this.#bytes.subarray(0, this.#at)]).toString();
  }

  /** Most steps say little. */
  #grow(more: number): void {
    const wanted = Math.min(TAIL_BYTES, this.#length + more);
    if (this.#bytes.length >= wanted) return;
    const grown = Buffer.alloc(Math.min(TAIL_BYTES, Math.max(wanted, 2 * this.#bytes.length)));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
