import type { Digest } from '../base/digest.ts';
import type { Location } from '../base/errors.ts';
import type { Manifest } from './generated/manifest.ts';

/** One file of a package. `mode` is 0o644 or 0o755. */
export interface PackageFile {
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** The manifest as it was written, so that whatever is found later can say where. */
export interface ManifestSource {
  readonly file: string;
  readonly text: string;
  /** The place of a JSON pointer's value in `text`; of its nearest parent where it has none. */
  locate(pointer: string): Location;
}

/** A package that was read and validated. Nothing is said of who signed it. */
export interface Wpk {
  readonly name: string;
  readonly version: string;
  /** Of `blob`: what is signed, stored and planned. */
  readonly digest: Digest;
  readonly form: 'archive' | 'manifest';
  /** The archive, or the lone manifest. A directory is packed first: packing is reproducible. */
  readonly blob: Uint8Array;
  readonly manifest: Manifest;
  readonly source: ManifestSource;
  /** Every file by path, the manifest and checksums.json included; empty but for the manifest when `form` is manifest. */
  readonly files: ReadonlyMap<string, PackageFile>;
}

/** What a run takes of its package: not the manifest, which was turned into the plan and is as long as that. */
export type RunPackage = Pick<Wpk, 'digest' | 'files'>;
