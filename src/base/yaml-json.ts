import { isAlias, isMap, isSeq, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Json } from './json.ts';
import { pointerTo } from './pointer.ts';
import { keyText } from './yaml-position.ts';

type Report = (kind: string, message: string, at: { offset: number; pointer: string }) => void;

const DEEPEST = 100;
/** Values in all, each use of an alias counted in full: what stops aliases that explode. */
const MOST_VALUES = 1_000_000;
const TOO_MANY = 'More than a million values: aliases that explode, or a text that is too large';

/** A parsed node as JSON. What JSON cannot say is reported and left out. */
export function jsonOf(root: ParsedNode, report: Report): Json {
  return new Conversion(report).convert(root, '', 0);
}

/** What `jsonOf` would report of a value that was read without the library: undefined where it is not too large. */
export function tooManyIn(
  value: Json,
): { readonly kind: string; readonly message: string; readonly pointer: string } | undefined {
  let left = MOST_VALUES;
  const pointer = look(value, '');
  return pointer === undefined ? undefined : { kind: 'alias-bomb', message: TOO_MANY, pointer };

  /** The pointer of the first that is one too many. */
  function look(item: Json, at: string): string | undefined {
    left -= 1;
    if (left < 0) return at;
    if (typeof item !== 'object' || item === null) return undefined;
    for (const [key, inner] of Object.entries<Json>(item)) {
      const found = look(inner, pointerTo(at, key));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** The walk of one document: its anchors as far as they were seen, and what may still be spent. */
class Conversion {
  readonly #report: Report;
  readonly #anchors = new Map<string, ParsedNode>();
  readonly #open = new Set<ParsedNode>();
  /** The alias in the text whose content is being made, where there is one. */
  #outermost: ParsedNode | undefined;
  #left = MOST_VALUES;

  constructor(report: Report) {
    this.#report = report;
  }

  convert(node: ParsedNode | null, pointer: string, depth: number): Json {
    if (node === null) return null;
    if (isAlias(node)) return this.#alias(node, pointer, depth);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    this.#left -= 1;
    if (this.#left < 0) {
      if (this.#left === -1) this.#say('alias-bomb', TOO_MANY, this.#outermost ?? node, pointer);
      return null;
    }
    if (depth > DEEPEST) {
      this.#say('too-deep', `More than ${DEEPEST} levels are nested here`, node, pointer);
      return null;
    }
    if (isMap<ParsedNode, ParsedNode | null>(node))
      return this.#inside(node, () => this.#map(node, pointer, depth));
    if (isSeq<ParsedNode>(node)) return this.#inside(node, () => this.#list(node, pointer, depth));
    return this.#scalar(node, pointer);
  }

  #alias(node: ParsedNode & { source: string }, pointer: string, depth: number): Json {
    const target = this.#anchors.get(node.source);
    if (target === undefined) {
      this.#say('unknown-alias', `There is no anchor &${node.source} before this alias`, node, pointer);
      return null;
    }
    if (this.#open.has(target)) {
      this.#say('alias-cycle', `The alias *${node.source} stands inside its own anchor`, node, pointer);
      return null;
    }
    const outer = this.#outermost;
    this.#outermost = outer ?? node;
    const value = this.convert(target, pointer, depth);
    this.#outermost = outer;
    return value;
  }

  #inside(node: ParsedNode, convert: () => Json): Json {
    this.#open.add(node);
    const value = convert();
    this.#open.delete(node);
    return value;
  }

  #list(node: YAMLSeq<ParsedNode>, pointer: string, depth: number): Json {
    const items: Json[] = [];
    for (const [index, item] of node.items.entries()) {
      if (this.#left < 0) break;
      items.push(this.convert(item, pointerTo(pointer, index), depth + 1));
    }
    return items;
  }

  #map(node: YAMLMap<ParsedNode, ParsedNode | null>, pointer: string, depth: number): Json {
    const entries = new Map<string, Json>();
    for (const pair of node.items) {
      if (this.#left < 0) break;
      const key = keyText(pair);
      const at = pointerTo(pointer, key);
      if (entries.has(key)) this.#say('duplicate-key', `The key "${key}" is there twice`, pair.key, at);
      else if (!this.#isForbidden(key, pair.key, at))
        entries.set(key, this.convert(pair.value, at, depth + 1));
    }
    return Object.fromEntries(entries);
  }

  #isForbidden(key: string, node: ParsedNode, pointer: string): boolean {
    if (key === '__proto__') this.#say('bad-key', 'The key "__proto__" is not allowed', node, pointer);
    else if (key === '<<') this.#say('merge-key', 'YAML merge keys (<<) are not supported', node, pointer);
    else if (isAlias(node)) this.#say('bad-key', 'A key must be plain text, not an alias', node, pointer);
    else return false;
    return true;
  }

  #scalar(node: ParsedNode, pointer: string): Json {
    const value = 'value' in node ? node.value : null;
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      this.#say('not-json', 'This is no value that JSON has', node, pointer);
      return null;
    }
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      this.#say(
        'inexact-number',
        'This number is too large to be kept exactly: put it in quotes',
        node,
        pointer,
      );
    }
    return value;
  }

  // oxlint-disable-next-line max-params -- one line at each of ten places.
  #say(kind: string, message: string, node: ParsedNode, pointer: string): void {
    this.#report(kind, message, { offset: node.range[0], pointer });
  }
}
