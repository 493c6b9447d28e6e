/** Kinds of the engine's frames; 0 is the input's echo, which nobody asked for. */
const STREAMS = { 1: 'stdout', 2: 'stderr' } as const;
const HEADER_BYTES = 8;

/**
 * Takes an attached connection apart: each frame is a header of 8 bytes (the stream, three zeros, the length), then
 * its bytes. Both may be cut anywhere. Bytes are handed on as they come, never collected.
 */
export class Frames {
  readonly #take: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerLength = 0;
  /** Of the frame that is being read. */
  #left = 0;
  #stream: 'stdout' | 'stderr' | undefined;

  constructor(take: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void) {
    this.#take = take;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      at += this.#left > 0 ? this.#body(chunk, at) : this.#head(chunk, at);
    }
  }

  #head(chunk: Uint8Array, at: number): number {
    const taken = Math.min(HEADER_BYTES - this.#headerLength, chunk.length - at);
    this.#header.set(chunk.subarray(at, at + taken), this.#headerLength);
    this.#headerLength += taken;
    if (this.#headerLength === HEADER_BYTES) {
      const kind = this.#header.readUInt8(0);
      this.#stream = kind === 1 || kind === 2 ? STREAMS[kind] : undefined;
      this.#left = this.#header.readUInt32BE(4);
      this.#headerLength = 0;
    }
    return taken;
  }

  #body(chunk: Uint8Array, at: number): number {
    const bytes = chunk.subarray(at, at + this.#left);
    this.#left -= bytes.length;
    if (this.#stream !== undefined) this.#take(this.#stream, bytes);
    return bytes.length;
  }
}
