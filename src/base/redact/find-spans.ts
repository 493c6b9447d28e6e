import type { ByteTrie } from './byte-trie.ts';
import type { SkipScan } from './skip-scan.ts';

/** Bytes that one or more overlapping patterns cover, under the first of them: it begins earliest, and is the longest there. */
export interface Span {
  start: number;
  end: number;
  readonly pattern: number;
}

/**
 * Finds patterns in a text that comes in pieces. Each piece begins with the bytes from `open` on of the one before;
 * spans are counted in the piece at hand.
 */
export class SpanFinder {
  /** Found and not yet taken, in order; they do not overlap. */
  readonly spans: Span[] = [];
  readonly #trie: ByteTrie;
  readonly #lengths: readonly number[];
  readonly #scan: SkipScan;
  #node = 0;

  constructor(trie: ByteTrie, scan: SkipScan, lengths: readonly number[]) {
    this.#trie = trie;
    this.#scan = scan;
    this.#lengths = lengths;
  }

  /** Reads a piece whose first `known` bytes were read before. Gives `open`: no match to come begins earlier. */
  read(text: Uint8Array, known: number): number {
    let depth = this.#trie.depth[this.#node] ?? 0;
    let at = known;
    if (depth < this.#scan.window) {
      at -= depth;
      depth = 0;
      this.#node = 0;
    }
    for (;;) {
      if (depth === 0) at = this.#scan.next(text, at);
      if (at >= text.length) break;
      at = this.#follow(text, at);
      depth = this.#trie.depth[this.#node] ?? 0;
      if (at >= text.length) break;
      at -= depth;
      depth = 0;
      this.#node = 0;
    }
    return Math.min(at, text.length) - depth;
  }

  /** To the end of the text, or until what may be under way has become so short that skipping is faster. */
  #follow(text: Uint8Array, from: number): number {
    const { depth, longest } = this.#trie;
    const { window } = this.#scan;
    let node = this.#node;
    const first = from - (depth[node] ?? 0);
    let at = from;
    while (at < text.length) {
      node = this.#trie.step(node, text[at] ?? 0);
      at += 1;
      const found = longest[node] ?? -1;
      if (found !== -1) this.#note(at, found);
      const under = depth[node] ?? 0;
      if (under < window && at - under > first) break;
    }
    this.#node = node;
    return at;
  }

  #note(end: number, found: number): void {
    let start = end - (this.#lengths[found] ?? 0);
    let pattern = found;
    for (let last = this.spans.at(-1); last !== undefined && last.end > start; last = this.spans.at(-1)) {
      if (last.start < start) ({ start, pattern } = last);
      this.spans.pop();
    }
    this.spans.push({ start, end, pattern });
  }
}
