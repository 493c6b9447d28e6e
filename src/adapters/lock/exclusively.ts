import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AtomError } from '../../base/errors.ts';
import { asFailure } from '../../base/failure.ts';

const PATIENCE_MS = 10_000;
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/**
 * Runs `action` while no other process runs one for the same file. The lock is SQLite's on a file beside it:
 * the operating system holds it, so it ends with its process however that ends.
 * @throws {AtomError} ATOM_STORE_LOCKED when another holds it for ten seconds, or the folder cannot be written; ATOM_DISK_FULL
 */
export async function exclusively<T>(file: string, action: () => Promise<T>): Promise<T> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.lock`);
  const { DatabaseSync } = await import('node:sqlite');
  const database = opened(() => {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    return new DatabaseSync(beside, { timeout: 0 });
  }, file);
  try {
    await take(database, file);
    return await action();
  } finally {
    database.close();
  }
}

async function take(database: { exec(sql: string): void }, file: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return database.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      if (codeOf(cause) !== SQLITE_BUSY) throw unwritable(cause, file);
      if (Date.now() > until) throw locked(file, cause);
    }
    await sleep(20 + Math.random() * 20);
  }
}

function opened<T>(open: () => T, file: string): T {
  try {
    return open();
  } catch (cause) {
    throw unwritable(cause, file);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'errcode' in error ? error.errcode : undefined;
}

function unwritable(cause: unknown, file: string): AtomError {
  if (codeOf(cause) === SQLITE_FULL || asFailure(cause).code === 'ATOM_DISK_FULL') {
    return new AtomError('ATOM_DISK_FULL', `The disk under ${file} is full; nothing was changed`, {
      hint: 'Free some space and run the command again',
      cause,
    });
  }
  return new AtomError('ATOM_STORE_LOCKED', `${file} cannot be written`, {
    hint: "Check the folder's permissions, or choose another with --home",
    cause,
  });
}

function locked(file: string, cause: unknown): AtomError {
  return new AtomError('ATOM_STORE_LOCKED', `Another process is changing ${file}`, {
    hint: 'Run the command again when it has ended',
    cause,
  });
}
