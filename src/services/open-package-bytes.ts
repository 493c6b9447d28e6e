import path from 'node:path';
import { digestOf } from '../base/digest.ts';
import type { Wpk } from '../model/wpk.ts';
import { manifestPath } from '../pack/manifest-path.ts';
import { looksLikeArchive, readArchive } from '../pack/read-archive.ts';
import { readValidManifest } from './valid-manifest.ts';

/**
 * The package in the bytes of an archive or a lone manifest, such as verified ones, as far as the schema can tell:
 * `checkPackage` tells the rest, before it is planned. `displayName` is what errors call it: a path, or NAME@VERSION.
 */
export function openPackageBytes(bytes: Uint8Array, displayName: string): Wpk {
  return looksLikeArchive(bytes) || displayName.endsWith('.wpk')
    ? openArchive(bytes, displayName)
    : openManifest(bytes, displayName);
}

function openArchive(blob: Uint8Array, displayName: string): Wpk {
  const files = readArchive(blob);
  const name = manifestPath(files.keys());
  const { manifest, source } = readValidManifest(files.get(name), path.join(displayName, name));
  return { ...identityOf(manifest), digest: digestOf(blob), form: 'archive', blob, manifest, source, files };
}

function openManifest(blob: Uint8Array, displayName: string): Wpk {
  const file = { path: path.basename(displayName), mode: 0o644, bytes: blob };
  const { manifest, source } = readValidManifest(file, displayName);
  const files = new Map([[file.path, file]]);
  return { ...identityOf(manifest), digest: digestOf(blob), form: 'manifest', blob, manifest, source, files };
}

function identityOf({ metadata }: Wpk['manifest']): { name: string; version: string } {
  return { name: metadata.name, version: metadata.version };
}
