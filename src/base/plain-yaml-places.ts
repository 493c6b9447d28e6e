import { unescaped } from './pointer.ts';
import { flowPlace } from './plain-yaml-flow.ts';
import { afterSpaces, colonAfter, isBlank, isItem, type Lines } from './plain-yaml-lines.ts';

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

/** A block of so many lines is looked through from its beginning. */
const SHORT = 100;

/** Where a child of a block stands; of a list, which one it is. */
interface Child {
  readonly line: number;
  readonly index: number;
}

function keyOf({ line, col }: Spot): string {
  return `${line}:${col}`;
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
  readonly #lines: Lines;
  /** How far pointers led: those of one object share most of their way. */
  readonly #reached = new Map<string, Reached>();
  /** Where in a long block a child was last found, by the place of the block: the next is mostly near. */
  readonly #last = new Map<string, Child>();

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  locate(pointer: string): { readonly line: number; readonly col: number } {
    const { node, left, lost } = this.#reach(pointer);
    const { line, col } = lost ? (node.key ?? node.value) : this.#inFlow(node, left);
    return { line: line + 1, col: col + 1 };
  }

  /** The place of the key that a value stands behind, of an item its own; undefined for what stands in brackets. */
  locateKey(pointer: string): { readonly line: number; readonly col: number } | undefined {
    const { node, left } = this.#reach(pointer);
    if (left.length > 0) return undefined;
    const { line, col } = node.key ?? node.value;
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
    if (this.#indent(block.line) !== block.col || !isItem(this.#lines, block.line))
      return this.#entry(block, segment);
    return /^\d+$/.test(segment) ? this.#item(block, Number(segment)) : undefined;
  }

  #item(block: Spot, wanted: number): Node | undefined {
    const { col } = block;
    const last = this.#lastIn(block);
    let { line, index } = last !== undefined && last.index <= wanted ? last : { line: block.line, index: 0 };
    for (; index < wanted; index += 1) {
      line = this.#nextAt(line, col);
      // What stands in the column of the dashes and is no item belongs to the mapping around the list.
      if (line < 0 || !isItem(this.#lines, line)) return undefined;
    }
    this.#remember(block, { line, index });
    const { text } = this.#lines;
    const start = this.#start(line);
    const content = afterSpaces(text, start + 1);
    return {
      value: { line, col: col + content - start },
      key: null,
      isBlock: colonAfter(text, content) >= 0,
    };
  }

  #entry(block: Spot, wanted: string): Node | undefined {
    const { col } = block;
    const line = this.#lineOf(block, wanted);
    if (line < 0) return undefined;
    this.#remember(block, { line, index: 0 });
    const { text, ends } = this.#lines;
    const key = { line, col };
    const start = this.#startIn(line, col);
    const rest = afterSpaces(text, start + wanted.length + 1);
    const below = rest === ends[line] || text.charAt(rest) === '#' ? this.#below(line, col) : -1;
    return below < 0
      ? { value: { line, col: col + rest - start }, key, isBlock: false }
      : { value: { line: below, col: this.#indent(below) }, key, isBlock: true };
  }

  /** The line of a key: first looked for from where the last was found on, then before. */
  #lineOf(block: Spot, wanted: string): number {
    const last = this.#lastIn(block)?.line ?? block.line;
    for (let line = last; line >= 0; line = this.#nextAt(line, block.col))
      if (this.#isKeyAt(line, block.col, wanted)) return line;
    for (let line = block.line; line >= 0 && line < last; line = this.#nextAt(line, block.col))
      if (this.#isKeyAt(line, block.col, wanted)) return line;
    return -1;
  }

  #isKeyAt(line: number, col: number, wanted: string): boolean {
    const { text } = this.#lines;
    const start = this.#startIn(line, col);
    return text.startsWith(wanted, start) && colonAfter(text, start) === start + wanted.length;
  }

  #lastIn(block: Spot): Child | undefined {
    return this.#last.size === 0 ? undefined : this.#last.get(keyOf(block));
  }

  #remember(block: Spot, child: Child): void {
    if (child.line - block.line > SHORT) this.#last.set(keyOf(block), child);
  }

  /** Where a column is in the text; before it may stand a dash, or several. */
  #startIn(line: number, col: number): number {
    return this.#start(line) - this.#indent(line) + col;
  }

  /** The next line in this column, items of a list in it passed over where this line is none; -1 where a block ends. */
  #nextAt(from: number, col: number): number {
    const asItems = this.#indent(from) === col && isItem(this.#lines, from);
    for (let line = from + 1; ; line += 1) {
      const indent = this.#indent(line);
      if (indent > col || (indent >= 0 && isBlank(this.#lines, line))) continue;
      if (indent < col) return -1;
      if (asItems || !isItem(this.#lines, line)) return line;
    }
  }

  /** The line on which the block below a key begins; -1 where there is none. */
  #below(line: number, col: number): number {
    const below = this.#content(line + 1);
    const indent = this.#indent(below);
    return indent > col || (indent === col && isItem(this.#lines, below)) ? below : -1;
  }

  /** The next line that holds something, or the one behind the last. */
  #content(from: number): number {
    let line = from;
    while (isBlank(this.#lines, line)) line += 1;
    return line;
  }

  #start(line: number): number {
    return this.#lines.starts[line] ?? 0;
  }

  #indent(line: number): number {
    return this.#lines.indents[line] ?? -1;
  }

  /** In brackets on one line. */
  #inFlow(node: Node, segments: readonly string[]): Spot {
    if (segments.length === 0) return node.value;
    const { line, col } = node.value;
    const start = this.#startIn(line, col);
    const found = flowPlace(this.#lines.text.slice(start, this.#lines.ends[line]), segments);
    return found === null ? (node.key ?? node.value) : { line, col: col + found };
  }
}
