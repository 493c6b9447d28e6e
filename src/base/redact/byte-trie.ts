const CHAINED = 1;
const BRANCHED = 2;

/**
 * The automaton of Aho and Corasick (1975) over bytes: it reads a text once and knows at each byte which patterns end
 * there. A node is a prefix of patterns; node 0 is the empty one. A node's child is mostly the one behind it, so that
 * a node takes 14 bytes and long patterns are no trouble.
 */
export class ByteTrie {
  /** How many bytes a node stands for: no match to come begins earlier than that before the place. */
  readonly depth: Int32Array;
  /** The longest pattern that ends at a node, by its index; -1: none does. */
  readonly longest: Int32Array;
  readonly #fail: Int32Array;
  readonly #byte: Uint8Array;
  readonly #kind: Uint8Array;
  readonly #root = new Int32Array(256);
  readonly #branches = new Map<number, number>();
  #size = 1;

  /** No pattern is empty. */
  constructor(patterns: readonly Uint8Array[]) {
    const most = patterns.reduce((sum, { length }) => sum + length, 1);
    this.depth = new Int32Array(most);
    this.longest = new Int32Array(most).fill(-1);
    this.#fail = new Int32Array(most);
    this.#byte = new Uint8Array(most);
    this.#kind = new Uint8Array(most);
    for (const [index, pattern] of patterns.entries()) this.#insert(pattern, index);
    this.#link();
  }

  /** The node after one more byte. */
  step(from: number, byte: number): number {
    let node = from;
    while (node !== 0) {
      const child = this.#child(node, byte);
      if (child !== 0) return child;
      node = this.#fail[node] ?? 0;
    }
    return this.#root[byte] ?? 0;
  }

  /** 0: there is none. */
  #child(node: number, byte: number): number {
    if (node === 0) return this.#root[byte] ?? 0;
    const kind = this.#kind[node] ?? 0;
    if ((kind & CHAINED) !== 0 && this.#byte[node + 1] === byte) return node + 1;
    return (kind & BRANCHED) === 0 ? 0 : (this.#branches.get(node * 256 + byte) ?? 0);
  }

  #insert(pattern: Uint8Array, index: number): void {
    let node = 0;
    for (const byte of pattern) {
      const known = this.#child(node, byte);
      node = known === 0 ? this.#add(node, byte) : known;
    }
    if (this.longest[node] === -1) this.longest[node] = index;
  }

  #add(parent: number, byte: number): number {
    const node = this.#size;
    this.#size += 1;
    this.#byte[node] = byte;
    this.depth[node] = (this.depth[parent] ?? 0) + 1;
    if (parent === 0) this.#root[byte] = node;
    else if (node === parent + 1) this.#kind[parent] = CHAINED;
    else {
      this.#kind[parent] = (this.#kind[parent] ?? 0) | BRANCHED;
      this.#branches.set(parent * 256 + byte, node);
    }
    return node;
  }

  /** Breadth first: a node's longest proper suffix that is a node too is found from its parent's. */
  #link(): void {
    const order = this.#children();
    for (const [node, parent] of order) {
      const byte = this.#byte[node] ?? 0;
      const fail = parent === 0 ? 0 : this.step(this.#fail[parent] ?? 0, byte);
      this.#fail[node] = fail;
      if (this.longest[node] === -1) this.longest[node] = this.longest[fail] ?? -1;
    }
  }

  *#children(): Generator<readonly [node: number, parent: number]> {
    const branches = new Map<number, number[]>();
    for (const [key, node] of this.#branches) {
      const parent = Math.floor(key / 256);
      const known = branches.get(parent);
      if (known === undefined) branches.set(parent, [node]);
      else known.push(node);
    }
    let level: number[] = [];
    for (const node of this.#root) {
      if (node === 0) continue;
      yield [node, 0];
      level.push(node);
    }
    while (level.length > 0) {
      const next: number[] = [];
      for (const parent of level) {
        const chained = ((this.#kind[parent] ?? 0) & CHAINED) === 0 ? [] : [parent + 1];
        for (const node of [...chained, ...(branches.get(parent) ?? [])]) {
          yield [node, parent];
          next.push(node);
        }
      }
      level = next;
    }
  }
}
