import { unescaped } from './pointer.ts';
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

/** How far a pointer leads. */
interface Reached {
  readonly node: Node;
  /** The segments behind a node in brackets, inside of which they lead on. */
  readonly left: readonly string[];
  /** Whether the pointer goes on to where nothing is. */
  readonly lost: boolean;
}

/**
 * Where things stand in a text that `readPlainYaml` understands: the place of a JSON pointer's value, or of its
 * nearest parent's key where there is none, as yaml-position.ts has it. It looks at the lines on the way, and no more.
 */
export class PlainYamlPlaces {
  readonly #lines: readonly Line[];
  /** How far pointers led: those of one object share most of their way. */
  readonly #reached = new Map<string, Reached>();

  constructor(text: string) {
    this.#lines = linesOf(text);
  }

  locate(pointer: string): { readonly line: number; readonly col: number } {
    const { node, left, lost } = this.#reach(pointer);
    const { line, col } = lost ? (node.key ?? node.value) : this.#inFlow(node, left);
    return { line: line + 1, col: col + 1 };
  }

  #reach(pointer: string): Reached {
    const known = this.#reached.get(pointer);
    if (known !== undefined) return known;
    const reached = this.#walk(pointer);
    this.#reached.set(pointer, reached);
    return reached;
  }

  #walk(pointer: string): Reached {
    const cut = pointer.lastIndexOf('/');
    if (cut < 0) {
      const value = { line: this.#content(0), col: 0 };
      return { node: { value, key: null, isBlock: true }, left: [], lost: false };
    }
    const above = this.#reach(pointer.slice(0, cut));
    if (above.lost) return above;
    const segment = unescaped(pointer.slice(cut + 1));
    if (!above.node.isBlock) return { ...above, left: [...above.left, segment] };
    const node = this.#child(above.node.value, segment);
    return node === undefined ? { ...above, lost: true } : { node, left: [], lost: false };
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
    if (segments.length === 0) return node.value;
    const { line, col } = node.value;
    const { indent = 0, text = '' } = this.#lines[line] ?? {};
    const found = flowPlace(text.slice(col - indent), segments);
    if (found === null) return node.key ?? node.value;
    return { line, col: col + found };
  }
}
