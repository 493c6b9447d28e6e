import { pointerSegments } from './pointer.ts';
import { flowPlace } from './plain-yaml-flow.ts';
import { BLANK, ENTRY, isItem, linesOf, type Line } from './plain-yaml-lines.ts';

/** A character of a text; lines and columns start at 0. */
interface Spot {
  readonly line: number;
  readonly col: number;
}

/** A value, and the key that it stands behind; an item of a list has none. */
interface Node {
  readonly value: Spot;
  readonly key: Spot | null;
  /** Whether it is a mapping or list on lines of its own. */
  readonly isBlock: boolean;
}

/**
 * Where things stand in a text that `readPlainYaml` understands: the place of a JSON pointer's value, or of its
 * nearest parent's key where there is none, as yaml-position.ts has it. It looks at the lines on the way, and no more.
 */
export class PlainYamlPlaces {
  readonly #lines: readonly Line[];

  constructor(text: string) {
    this.#lines = linesOf(text);
  }

  locate(pointer: string): { readonly line: number; readonly col: number } {
    const { line, col } = this.#find(pointerSegments(pointer));
    return { line: line + 1, col: col + 1 };
  }

  #find(segments: readonly string[]): Spot {
    const first = this.#content(0);
    let node: Node = { value: { line: first, col: 0 }, key: null, isBlock: true };
    for (const [index, segment] of segments.entries()) {
      if (!node.isBlock) return this.#inFlow(node, segments.slice(index));
      const next = this.#child(node.value, segment);
      if (next === undefined) return node.key ?? node.value;
      node = next;
    }
    return node.value;
  }

  #child(block: Spot, segment: string): Node | undefined {
    const line = this.#lines[block.line];
    if (line?.indent === block.col && isItem(line)) {
      return /^\d+$/.test(segment) ? this.#item(block, Number(segment)) : undefined;
    }
    return this.#entry(block, segment);
  }

  #item(block: Spot, wanted: number): Node | undefined {
    let left = wanted;
    for (const at of this.#within(block)) {
      if (left > 0) {
        left -= 1;
        continue;
      }
      const text = this.#lines[at]?.text ?? '';
      const content = text.slice(1).trimStart();
      const value = { line: at, col: block.col + text.length - content.length };
      return { value, key: null, isBlock: ENTRY.test(content) };
    }
    return undefined;
  }

  #entry(block: Spot, wanted: string): Node | undefined {
    for (const at of this.#within(block)) {
      const line = this.#lines[at];
      const text = line === undefined ? '' : line.text.slice(block.col - line.indent);
      const [, key, rest = ''] = ENTRY.exec(text) ?? [];
      if (key !== wanted) continue;
      const place = { line: at, col: block.col };
      if (rest !== '' && !rest.startsWith('#'))
        return {
          value: { line: at, col: block.col + text.length - rest.length },
          key: place,
          isBlock: false,
        };
      const below = this.#content(at + 1);
      return { value: { line: below, col: this.#lines[below]?.indent ?? 0 }, key: place, isBlock: true };
    }
    return undefined;
  }

  /** The lines on which the entries or items of a block begin. */
  *#within({ line: first, col }: Spot): Iterable<number> {
    const asItems = this.#lines[first]?.indent === col && isItem(this.#lines[first]);
    yield first;
    for (let at = first + 1; at < this.#lines.length; at += 1) {
      const line = this.#lines[at];
      if (line === undefined || BLANK.test(line.text) || line.indent > col) continue;
      if (line.indent < col || (asItems && !isItem(line))) return;
      if (asItems === isItem(line)) yield at;
    }
  }

  /** The next line that holds something. */
  #content(from: number): number {
    let at = from;
    while (at < this.#lines.length && BLANK.test(this.#lines[at]?.text ?? '')) at += 1;
    return at;
  }

  /** In brackets on one line. */
  #inFlow(node: Node, segments: readonly string[]): Spot {
    const { line, col } = node.value;
    const { indent = 0, text = '' } = this.#lines[line] ?? {};
    const found = flowPlace(text.slice(col - indent), segments);
    if (found === null) return node.key ?? node.value;
    return { line, col: col + found };
  }
}
