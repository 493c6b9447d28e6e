import { parse } from 'yaml';
import { digestOf } from '../../src/base/digest.ts';
import type { Manifest } from '../../src/model/generated/manifest.ts';
import type { PackageFile, Wpk } from '../../src/model/wpk.ts';
import { readStream } from '../../src/policy/view/documents.ts';

/** A package made by hand from a manifest's text and the files beside it. Nothing validates it. */
export function wpkOf(text: string, files: Readonly<Record<string, string>> = {}): Wpk {
  const manifest: Manifest = parse(text);
  const [document] = readStream(text).documents;
  const file = 'test.wpk.yaml';
  const packed = Object.entries({ [file]: text, ...files }).map(([path, content]): [string, PackageFile] => [
    path,
    { path, mode: 0o644, bytes: bytes(content) },
  ]);
  return {
    name: manifest.metadata.name,
    version: manifest.metadata.version,
    digest: digestOf(text),
    form: 'manifest',
    blob: bytes(text),
    manifest,
    source: {
      file,
      text,
      locate: (pointer) => ({ file, ...(document?.locate(pointer) ?? { line: 1, col: 1 }) }),
    },
    files: new Map(packed),
  };
}

/** The text of a manifest with these steps, each as YAML of one list item, and whatever else `spec` holds. */
export function manifestWith(
  steps: string,
  spec = 'validation: {limits: {timeout: 1m, memory: 64Mi}}',
): string {
  return `apiVersion: v1
kind: WorkflowPackage
metadata: {name: example, version: 1.0.0, author: sre@example.org}
spec:
  runtime: {type: shell}
${indent(spec, 2)}
  handlers:
${indent(steps, 4)}
`;
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

function indent(text: string, by: number): string {
  return text.trim().replaceAll(/^/gm, ' '.repeat(by));
}
