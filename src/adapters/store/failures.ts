import { AtomError } from '../../base/errors.ts';

/** What SQLite says, as the failure that a user is shown; anything else as it is. */
export function storeFailure(thrown: unknown, file: string): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return thrown;
  const code = thrown.code;
  const failure = FAILURES.find(({ codes }) => codes.some((prefix) => code.startsWith(prefix)));
  return failure === undefined ? thrown : failure.make(file, thrown);
}

const FAILURES = [
  {
    // SHMSIZE: there is no room for the index of the write-ahead log.
    codes: ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'],
    make: (file: string, cause: Error) =>
      new AtomError('ATOM_DISK_FULL', `The disk under ${file} is full; nothing was half-written`, {
        hint: 'Free some space and run the command again',
        cause,
      }),
  },
  {
    codes: ['SQLITE_CORRUPT', 'SQLITE_NOTADB'],
    make: (file: string, cause: Error) =>
      new AtomError('ATOM_STORE_DAMAGED', `The store ${file} is damaged`, {
        hint: `Put it aside and restore a copy: mv ${file} ${file}.damaged`,
        cause,
      }),
  },
  {
    codes: ['SQLITE_BUSY', 'SQLITE_LOCKED'],
    make: (file: string, cause: Error) =>
      new AtomError('ATOM_STORE_LOCKED', `Another process holds the store ${file}`, {
        hint: `See who: fuser -v ${file}`,
        cause,
      }),
  },
  {
    codes: [
      'SQLITE_CANTOPEN',
      'SQLITE_READONLY',
      'SQLITE_PERM',
      'SQLITE_IOERR',
      'EIO',
      'EACCES',
      'EPERM',
      'EROFS',
      'EEXIST',
      'ENOTDIR',
      'ELOOP',
      'ENAMETOOLONG',
    ],
    make: (file: string, cause: Error) =>
      new AtomError('ATOM_STORE_LOCKED', `The store ${file} cannot be opened for writing`, {
        hint: `Check the folder's permissions, or choose another with --home`,
        cause,
      }),
  },
] as const;
