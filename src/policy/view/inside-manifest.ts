import type { Location } from '../../base/errors.ts';
import type { ManifestSource } from '../../model/wpk.ts';
import { type Inside, linesIn, scalarsIn } from './place.ts';

/** Where the characters of a text value of the manifest stand; undefined where that cannot be told exactly. */
export function insideManifest(source: ManifestSource, pointer: string, value: string): Inside | undefined {
  const { file, ...start } = source.locate(pointer);
  const places = scalarsOf(source)(start, value);
  return places && ((offset) => ({ file, ...places(offset) }));
}

/**
 * Places inside a text that is itself a value of the manifest, such as a script after `-c`. Where inputs were filled in,
 * a block scalar keeps its lines, so that an inner line is found again; other texts are their own place.
 */
export function insideText(source: ManifestSource, pointer: string, text: string): Inside {
  const exact = insideManifest(source, pointer, text);
  if (exact !== undefined) return exact;
  const byLine = byLines(source, pointer);
  const { positionOf } = linesIn(text);
  return (offset) => byLine(positionOf(offset));
}

function byLines(source: ManifestSource, pointer: string): (position: Omit<Location, 'file'>) => Location {
  const start = source.locate(pointer);
  const lines = linesOf(source);
  const block = /^[|>][-+0-9]*\s*(?:#.*)?$/.test((lines[start.line - 1] ?? '').slice(start.col - 1));
  if (!block) return () => start;

  const first = lines.findIndex((line, index) => index >= start.line && line.trim() !== '');
  const indent = first < 0 ? 0 : (lines[first] ?? '').search(/\S/);
  return ({ line, col }) => ({ file: start.file, line: start.line + line, col: indent + col });
}

const SCALARS = new WeakMap<ManifestSource, ReturnType<typeof scalarsIn>>();

function scalarsOf(source: ManifestSource): ReturnType<typeof scalarsIn> {
  const known = SCALARS.get(source) ?? scalarsIn(() => source.text);
  SCALARS.set(source, known);
  return known;
}

/** Cut once for all that stands in a manifest. */
const LINES = new WeakMap<ManifestSource, readonly string[]>();

function linesOf(source: ManifestSource): readonly string[] {
  const known = LINES.get(source) ?? source.text.split('\n');
  LINES.set(source, known);
  return known;
}
