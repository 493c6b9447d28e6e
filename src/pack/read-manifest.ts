import type { Finding } from '../base/document/finding.ts';
import { readDocument as readYamlDocument } from '../base/document/read.ts';
import type { Json } from '../base/json.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type { Problem } from '../model/problem.ts';
import type { ManifestSource } from '../model/wpk.ts';
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
  const { value, problems, yaml, locate } = readYamlDocument(file, text, shapeFindings);
  const source: ManifestSource = { file, text, locate: (pointer) => ({ file, ...yaml.locate(pointer) }) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema was found to hold, and the type is made from it.
  const manifest = problems.length === 0 ? (value as unknown as Manifest) : undefined;
  return { reading: { manifest, source, problems }, value, locate };
}
