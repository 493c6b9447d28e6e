import type { Location } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { parseYaml, type YamlReading } from '../base/yaml.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type { Problem } from '../model/problem.ts';
import type { ManifestSource } from '../model/wpk.ts';
import type { Finding } from './finding.ts';
import { shapeFindings } from './shape.ts';

/** `manifest` is there exactly when there is no problem. */
export interface ManifestReading {
  readonly manifest: Manifest | undefined;
  readonly source: ManifestSource;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** Reads a manifest as far as YAML and the schema go; what it means is checked by `validateManifest`. Never throws. */
export function readManifest(file: string, text: string): ManifestReading {
  return readDocument(file, text).reading;
}

/** As `readManifest`, with what further checks need: the document's value, and the way from a finding to a problem. */
export function readDocument(
  file: string,
  text: string,
): { reading: ManifestReading; value: Json | undefined; locate: (finding: Finding) => Problem } {
  const yaml = parseYaml(text);
  const source: ManifestSource = { file, text, locate: (pointer) => ({ file, ...yaml.locate(pointer) }) };
  const locate = (finding: Finding): Problem => problemOf(finding, yaml, file);
  const unread = new Set(yaml.problems.map(({ pointer }) => pointer).filter((pointer) => pointer !== ''));
  const shapeProblems = (yaml.value === undefined ? [] : shapeFindings(yaml.value, yaml.written))
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
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema was found to hold, and the type is made from it.
  const manifest = problems.length === 0 ? (yaml.value as unknown as Manifest) : undefined;
  return { reading: { manifest, source, problems }, value: yaml.value, locate };
}

export function byPlace(a: { location: Location }, b: { location: Location }): number {
  return a.location.line - b.location.line || a.location.col - b.location.col;
}

function problemOf(finding: Finding, yaml: YamlReading, file: string): Problem {
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
