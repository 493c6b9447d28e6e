import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { ClusterError } from '../../ports/cluster.ts';

const MOST_BYTES = 16 * 2 ** 20;

/** Reads files of an unpacked package, and nothing else. @throws {ClusterError} */
export function packageFile(folder: string): (relative: string) => Promise<string> {
  return async (relative) => {
    const file = path.resolve(folder, relative);
    if (!file.startsWith(folder + path.sep)) throw unreadable(relative, 'it leaves the package');
    try {
      if ((await stat(file)).size > MOST_BYTES) throw unreadable(relative, 'it is larger than 16 MiB');
      return await readFile(file, 'utf8');
    } catch (error) {
      if (error instanceof ClusterError) throw error;
      throw unreadable(relative, 'the package has no such file');
    }
  };
}

function unreadable(relative: string, why: string): ClusterError {
  return new ClusterError('invalid', `${relative} cannot be read: ${why}`);
}
