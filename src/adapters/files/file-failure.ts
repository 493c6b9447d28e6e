import { AtomError } from '../../base/errors.ts';
import { asFailure } from '../../base/failure.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'too many links',
  ENAMETOOLONG: 'the name is too long',
  EROFS: 'the file system is read-only',
};

/** What the operating system said of a file, with its name and in words. */
export function fileFailure(thrown: unknown, file: string, verb: 'read' | 'written'): AtomError {
  if (thrown instanceof AtomError) return thrown;
  const failure = asFailure(thrown);
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (failure.code === 'ATOM_DISK_FULL') {
    return new AtomError('ATOM_DISK_FULL', `The disk is full: ${file} was not written`, {
      hint: 'Free some space and run the command again',
      cause: thrown,
    });
  }
  if (failure.code === 'ATOM_FILE_UNREADABLE') {
    return new AtomError('ATOM_FILE_UNREADABLE', `${file} cannot be ${verb}: ${REASONS[code] ?? code}`, {
      hint: code === 'ENOENT' ? 'Check the path for a typing error' : 'Check the path and its permissions',
      cause: thrown,
    });
  }
  return failure;
}
