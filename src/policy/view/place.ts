import type { Location } from '../../base/errors.ts';
import { placesInScalar } from '../../base/yaml-scalar-places.ts';

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
  /** Where each character of the text at `pointer` stands; undefined where that cannot be told exactly. */
  inside?(pointer: string, value: string): Inside | undefined;
}

/** The place of a character of a text, by its offset. */
export type Inside = (offset: number) => Location;

/** Places in the scalars of a text; its lines are counted at the first question. */
export function scalarsIn(
  text: () => string,
): (start: Position, value: string) => ((offset: number) => Position) | undefined {
  let lines: Lines | undefined;
  return (start, value) => {
    const whole = text();
    lines ??= linesIn(whole);
    const { offsetOf, positionOf } = lines;
    const places = placesInScalar(whole, offsetOf(start), value);
    return places === undefined ? undefined : (offset) => positionOf(places(offset));
  };
}

interface Lines {
  readonly positionOf: (offset: number) => Position;
  readonly offsetOf: (position: Position) => number;
}

/** Turns offsets of a text into lines and columns, and back. */
export function linesIn(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    offsetOf: ({ line, col }) => (starts[line - 1] ?? text.length) + col - 1,
    positionOf: (offset) => {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, col: offset - (starts[low] ?? 0) + 1 };
    },
  };
}
