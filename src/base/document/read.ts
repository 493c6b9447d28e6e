import type { Location } from '../errors.ts';
import type { Json } from '../json.ts';
import { parseYaml, type YamlReading } from '../yaml.ts';
import type { Finding } from './finding.ts';

/** A finding with its place. */
export interface Located {
  /** What kind of mistake, for machines: unknown-key, wrong-type, needs-cycle, … */
  readonly kind: string;
  readonly message: string;
  readonly location: Location;
  /** Where in the document, as a JSON pointer. */
  readonly pointer: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

export interface DocumentReading {
  /** Undefined where the text could not be understood at all. */
  readonly value: Json | undefined;
  /** In the order of the text. */
  readonly problems: readonly Located[];
  readonly yaml: YamlReading;
  /** The way from a finding to its place. */
  readonly locate: (finding: Finding) => Located;
}

/** Reads a document as far as YAML and its schema go: `shape` says what breaks that. Never throws. */
export function readDocument(
  file: string,
  text: string,
  shape: (value: Json, written: YamlReading['written']) => readonly Finding[],
): DocumentReading {
  const yaml = parseYaml(text);
  const locate = (finding: Finding): Located => located(finding, yaml, file);
  const unread = new Set(yaml.problems.map(({ pointer }) => pointer).filter((pointer) => pointer !== ''));
  const shapeProblems = (yaml.value === undefined ? [] : shape(yaml.value, yaml.written))
    .filter(({ pointer }) => !unread.has(pointer))
    .map(locate);
  const problems = [
    ...yaml.problems.map(({ kind, message, position, pointer }) => ({
      kind,
      message,
      location: { file, ...position },
      pointer,
    })),
    ...shapeProblems,
  ].toSorted(byPlace);
  return { value: yaml.value, problems, yaml, locate };
}

export function byPlace(a: { location: Location }, b: { location: Location }): number {
  return a.location.line - b.location.line || a.location.col - b.location.col;
}

function located(finding: Finding, yaml: YamlReading, file: string): Located {
  const { kind, message, pointer, within, suggestion } = finding;
  const position = within
    ? yaml.locateText(pointer, within.text, within.offset)
    : yaml.locate(pointer, finding.place);
  return {
    kind,
    message,
    location: { file, ...position },
    pointer,
    ...(suggestion !== undefined && { suggestion }),
  };
}
