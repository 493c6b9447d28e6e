import path from 'node:path';
import { AtomError } from '../../base/errors.ts';
import type { Files } from '../../ports/files.ts';

export type PolicyFiles = Pick<Files, 'kindOf' | 'list' | 'read'>;

const MOST_FILES = 1000;
const DEEPEST = 8;

/**
 * The policy files that a path means: itself, or all that end with .yaml or .yml under a folder, by name. What else
 * lies there is passed over, as are names that begin with a dot. @throws {AtomError} ATOM_POLICY_INVALID, ATOM_FILE_UNREADABLE
 */
export async function policyFilesAt(files: PolicyFiles, given: string): Promise<string[]> {
  if ((await files.kindOf(given)) !== 'folder') return [given];
  const names = (await listed(files, given)).toSorted();
  if (names.length === 0) {
    throw new AtomError('ATOM_POLICY_INVALID', `${given} has no policy file (.yaml) in it`, {
      hint: 'Name the folder or file that has "kind: PolicyRules"',
    });
  }
  return names.map((name) => path.join(given, name));
}

async function listed(files: PolicyFiles, folder: string): Promise<string[]> {
  try {
    const { files: found } = await files.list(folder, {
      maxFiles: MOST_FILES,
      maxDepth: DEEPEST,
      skip: isNoPolicy,
    });
    return found.map((file) => file.path);
  } catch (thrown) {
    throw inFolder(thrown, folder);
  }
}

/** Hidden, or a file of another kind; every other folder is looked into. */
function isNoPolicy(name: string): boolean {
  return /(^|\/)\./.test(name) || !/(\/|\.ya?ml)$/.test(name);
}

/** The port speaks of packages. */
function inFolder(thrown: unknown, folder: string): unknown {
  if (!(thrown instanceof AtomError)) return thrown;
  const { code, message, hint } = thrown;
  if (code !== 'ATOM_PACKAGE_INVALID' && code !== 'ATOM_PACKAGE_TOO_LARGE') return thrown;
  const why =
    code === 'ATOM_PACKAGE_TOO_LARGE'
      ? `it has more than ${MOST_FILES} files, or lies deeper than ${DEEPEST} folders`
      : message.replace('leaves the package', 'leaves the folder');
  return new AtomError('ATOM_POLICY_INVALID', `${folder} cannot be a policy: ${why}`, {
    hint: code === 'ATOM_PACKAGE_TOO_LARGE' ? 'Name a folder that holds policies alone' : (hint ?? ''),
    cause: thrown,
  });
}
