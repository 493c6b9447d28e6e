import { print } from './print.ts';

/** Written at once: large enough for few calls, small enough to stay in the cache of the processor. */
const PIECE = 2 ** 17;
/** What JSON has around a list of items, indented by two. */
const [HEAD, TAIL] = ['{\n  "items": [\n', '\n  ]\n}'];

/**
 * Prints `{items: […]}` with the bytes of `JSON.stringify(…, null, 2)`, an item at a time: they are never held.
 * @param seen is told of each.
 */
export async function printItems<T extends object>(
  items: AsyncIterable<T>,
  seen: (item: T) => void,
): Promise<void> {
  const out = new Pieces();
  let before = HEAD;
  for await (const item of items) {
    const text = JSON.stringify({ items: [item] }, null, 2);
    out.add(before);
    out.add(text.slice(HEAD.length, -TAIL.length));
    before = ',\n';
    seen(item);
  }
  out.add(before === HEAD ? `${JSON.stringify({ items: [] }, null, 2)}\n` : `${TAIL}\n`);
  out.end();
}

class Pieces {
  readonly #bytes = Buffer.allocUnsafeSlow(PIECE);
  #length = 0;

  add(text: string): void {
    // No character of a string takes more than three bytes.
    if (this.#length + 3 * text.length > PIECE) this.end();
    if (3 * text.length > PIECE) print(text);
    else this.#length += this.#bytes.write(text, this.#length);
  }

  end(): void {
    print(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }
}
