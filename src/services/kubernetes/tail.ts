/** The end of a text that comes in pieces, whole lines of it. */
export class Tail {
  readonly #most: number;
  #parts: string[] = [];
  #length = 0;

  /** `most`: characters */
  constructor(most: number) {
    this.#most = most;
  }

  /** One line with its end. */
  add(line: string): void {
    this.#parts.push(line);
    this.#length += line.length;
    if (this.#length > this.#most * 2) this.#shorten();
  }

  get text(): string {
    this.#shorten();
    return this.#parts.join('');
  }

  #shorten(): void {
    let from = 0;
    while (this.#length > this.#most && from < this.#parts.length) {
      this.#length -= this.#parts[from]?.length ?? 0;
      from += 1;
    }
    this.#parts = this.#parts.slice(from);
  }
}
