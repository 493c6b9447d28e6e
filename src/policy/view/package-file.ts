import type { PackageFile, Wpk } from '../../model/wpk.ts';

/** Files that authors wrote beside the manifest. */
export function filesBeside({ files, source }: Wpk): PackageFile[] {
  const manifest = source.file.slice(source.file.lastIndexOf('/') + 1);
  return [...files.values()].filter(({ path }) => path !== manifest && path !== 'checksums.json');
}

/** What locations call a file: its path beside the manifest's, so that an editor finds it. */
export function displayPath({ source }: Wpk, path: string): string {
  return source.file.slice(0, source.file.lastIndexOf('/') + 1) + path;
}
