/** The smallest of the numbers given, each time it is asked. */
export class Heap {
  readonly #items: number[] = [];

  push(item: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#get(above) <= item) break;
      items[at] = this.#get(above);
      at = above;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = this.#get(left + 1) < this.#get(left) ? left + 1 : left;
      if (this.#get(child) >= last) break;
      items[at] = this.#get(child);
      at = child;
    }
    items[at] = last;
    return first;
  }

  #get(at: number): number {
    return this.#items[at] ?? Number.POSITIVE_INFINITY;
  }
}
