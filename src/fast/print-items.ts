import type { CheckedFile } from '../model/policy-check.ts';
import { HEAD, ItemJson, TAIL } from './item-json.ts';
import { print } from './print.ts';

/** Written at once: large enough for few calls, small enough to stay in the cache of the processor. */
const PIECE = 2 ** 17;
/**
 * Prints `{items: […]}` with the bytes of `JSON.stringify(…, null, 2)`, an item at a time: they are never held.
 * @param seen is told of each.
 */
export async function printItems(
  items: AsyncIterable<CheckedFile>,
  seen: (item: CheckedFile) => void,
): Promise<void> {
  const out = new Pieces();
  const json = new ItemJson();
  let before = HEAD;
  for await (const item of items) {
    out.add(before + json.of(item));
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
