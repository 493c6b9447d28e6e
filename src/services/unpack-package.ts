import type { Wpk } from '../model/wpk.ts';
import type { Files } from '../ports/files.ts';

/**
 * Puts the files of a package into `folder`, which must be empty or not there, and makes all of it read-only.
 * A package whose unpacking could do harm never becomes a `Wpk`.
 */
export async function unpackInto(files: Files, wpk: Wpk, folder: string): Promise<void> {
  await files.writeTree(folder, wpk.files.values());
}
