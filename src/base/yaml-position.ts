import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type YAMLMap } from 'yaml';
import { pointerSegments } from './pointer.ts';

export type Place = 'value' | 'key';

export interface Found {
  readonly start: number;
  readonly end: number;
  /** False where the pointer names nothing and its nearest parent was taken. */
  readonly exact: boolean;
}

/** The place in the text of what a JSON pointer names. An alias is where it is used, not where its anchor stands. */
export function nodeAt(root: ParsedNode | null, pointer: string, place: Place): Found | undefined {
  let node: ParsedNode | null = root;
  let key: ParsedNode | null = root;
  for (const segment of pointerSegments(pointer)) {
    const next = child(node, segment);
    if (next === undefined) return found(key ?? node, false);
    node = next.value;
    key = next.key ?? next.value;
  }
  return found(place === 'key' ? key : (node ?? key), true);
}

function child(
  node: ParsedNode | null,
  segment: string,
): { key: ParsedNode | null; value: ParsedNode | null } | undefined {
  if (isSeq<ParsedNode>(node)) {
    const item = /^\d+$/.test(segment) ? node.items[Number(segment)] : undefined;
    return item === undefined ? undefined : { key: null, value: item };
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return undefined;
  const pair = pairsOf(node).get(segment);
  return pair && { key: pair.key, value: pair.value };
}

type Pairs = ReadonlyMap<string, Pair<ParsedNode, ParsedNode | null>>;

const PAIRS = new WeakMap<YAMLMap<ParsedNode, ParsedNode | null>, Pairs>();

/** By their keys, made once: a mapping with a hundred thousand wrong keys is asked for each of them. */
function pairsOf(map: YAMLMap<ParsedNode, ParsedNode | null>): Pairs {
  const known = PAIRS.get(map);
  if (known !== undefined) return known;
  const pairs = new Map<string, Pair<ParsedNode, ParsedNode | null>>();
  for (const pair of map.items) {
    const key = keyText(pair);
    // Of two with one key the first is meant.
    if (!pairs.has(key)) pairs.set(key, pair);
  }
  PAIRS.set(map, pairs);
  return pairs;
}

/** The key of a pair as JSON has it. */
export function keyText(pair: Pair<ParsedNode>): string {
  if (isScalar(pair.key)) return String(pair.key.value);
  return isAlias(pair.key) ? `*${pair.key.source}` : '';
}

function found(node: ParsedNode | null, exact: boolean): Found | undefined {
  return node === null ? undefined : { start: node.range[0], end: node.range[1], exact };
}
