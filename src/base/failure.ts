import { AtomError } from './errors.ts';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const UNREADABLE = new Set([
  'ENOENT',
  'EACCES',
  'EPERM',
  'EISDIR',
  'ENOTDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'EROFS',
]);

/**
 * Any thrown value as the failure that a user is shown. What the operating
 * system says of disks and files has a meaning of its own; the rest is our bug.
 */
export function asFailure(thrown: unknown): AtomError {
  if (thrown instanceof AtomError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const code = 'code' in error ? String(error.code) : '';
  if (DISK_FULL.has(code)) {
    return new AtomError('ATOM_DISK_FULL', 'The disk is full', {
      hint: 'Free some space and run the command again',
      cause: error,
    });
  }
  if (UNREADABLE.has(code)) {
    return new AtomError('ATOM_FILE_UNREADABLE', error.message, {
      hint: 'Check the path and its permissions',
      cause: error,
    });
  }
  return new AtomError('ATOM_BUG', error.message, {
    hint: 'Please report this with the output of: atomctl doctor --json',
    cause: error,
  });
}
