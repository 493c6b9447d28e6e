import type { PackageFile, Wpk } from '../../model/wpk.ts';

/** A file as the rules look at it. */
export interface SourceFile extends PackageFile {
  /** What locations call it: a path that an editor finds. */
  readonly name: string;
  /** Its bytes as text, decoded at the first call. */
  text(): string;
}

const UTF_8 = new TextDecoder();

export function sourceFile(file: PackageFile, name: string): SourceFile {
  let text: string | undefined;
  return {
    ...file,
    name,
    text: () => {
      text ??= UTF_8.decode(file.bytes);
      return text;
    },
  };
}

/** Files that authors wrote beside the manifest, named as if they lay beside it. */
export function filesBeside({ files, source }: Wpk): SourceFile[] {
  const manifest = source.file.slice(source.file.lastIndexOf('/') + 1);
  const folder = source.file.slice(0, source.file.lastIndexOf('/') + 1);
  return [...files.values()]
    .filter(({ path }) => path !== manifest && path !== 'checksums.json')
    .map((file) => sourceFile(file, folder + file.path));
}
