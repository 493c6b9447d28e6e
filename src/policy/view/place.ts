import type { Location } from '../../base/errors.ts';
import type { ManifestSource } from '../../model/wpk.ts';

/** A place in a text; lines and columns start at 1. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

/** Where something stands, as a finding names it. */
export interface Placed {
  readonly step: string | null;
  /** JSON pointer in the manifest, or in the file that `location` names. */
  readonly field: string;
  readonly location: Location;
  /** The Kubernetes object, where it concerns one. */
  readonly object?: string;
}

/** Says where something stands. `pointer` leads to it in the file that the location names. */
export interface Origin {
  /** The step that it belongs to; null for what only lies in the package. */
  readonly step: string | null;
  readonly pointer: string;
  locate(pointer: string): Location;
}

/**
 * Places inside a text that is itself a value of the manifest, such as a script after `-c`. A block
 * scalar (`|` or `>`) keeps its lines, so an inner line is found again; other texts are their own place.
 */
export function insideText(source: ManifestSource, pointer: string): (position: Position) => Location {
  const start = source.locate(pointer);
  const lines = linesOf(source);
  const block = /^[|>][-+0-9]*\s*(?:#.*)?$/.test((lines[start.line - 1] ?? '').slice(start.col - 1));
  if (!block) return () => start;

  const first = lines.findIndex((line, index) => index >= start.line && line.trim() !== '');
  const indent = first < 0 ? 0 : (lines[first] ?? '').search(/\S/);
  return ({ line, col }) => ({ file: start.file, line: start.line + line, col: indent + col });
}

/** Cut once for all that stands in a manifest. */
const LINES = new WeakMap<ManifestSource, readonly string[]>();

function linesOf(source: ManifestSource): readonly string[] {
  const known = LINES.get(source);
  if (known !== undefined) return known;
  const lines = source.text.split('\n');
  LINES.set(source, lines);
  return lines;
}

/** Turns offsets of a text into lines and columns. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, col: offset - (starts[low] ?? 0) + 1 };
  };
}
