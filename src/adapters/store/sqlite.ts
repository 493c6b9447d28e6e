import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { CompiledQuery, Kysely, SqliteDialect, SqliteDriver, type DatabaseConnection } from 'kysely';
import { Migrator } from 'kysely/migration';
import { AtomError } from '../../base/errors.ts';
import { embeddedAddon } from './addon.ts';
import { DiskSync } from './disk-sync.ts';
import { storeFailure } from './failures.ts';
import { MIGRATIONS } from './migrations.ts';
import { isNetworkMount, mountOf } from './mount.ts';
import { SyncMode } from './sync-mode.ts';
import type { Tables } from './tables.ts';

const BUSY_TIMEOUT_MS = 5000;

/** An open store: Kysely for every query, the raw handle for the journal's hot path. */
export interface SqliteStore extends AsyncDisposable {
  readonly db: Kysely<Tables>;
  readonly raw: Database.Database;
  readonly file: string;
  readonly disk: DiskSync;
  readonly mode: SyncMode;
}

/**
 * Opens the store at `file`, makes it when it is not there, and brings it to this version.
 * Commits are on the disk when they return (WAL, synchronous=FULL).
 * @throws {AtomError} ATOM_STORE_NETWORK, ATOM_STORE_NEWER, ATOM_STORE_DAMAGED, ATOM_STORE_LOCKED, ATOM_DISK_FULL
 */
export async function openSqlite(file: string, mountinfo = readMounts()): Promise<SqliteStore> {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    refuseNetwork(path.join(realpathSync(path.dirname(file)), path.basename(file)), mountinfo);
    const raw = openRaw(file);
    try {
      const mode = new SyncMode(raw);
      const db = new Kysely<Tables>({ dialect: new Dialect({ database: raw, file, mode }) });
      await migrate(raw, db, file);
      const disk = new DiskSync(file);
      const dispose = async () => {
        await disk[Symbol.asyncDispose]();
        await db.destroy();
      };
      return { db, raw, file, disk, mode, [Symbol.asyncDispose]: dispose };
    } catch (error) {
      raw.close();
      throw error;
    }
  } catch (error) {
    throw storeFailure(error, file);
  }
}

function openRaw(file: string): Database.Database {
  const addon = embeddedAddon();
  // The typings know a path only; better-sqlite3 takes the loaded addon as well.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const binding = addon === undefined ? {} : { nativeBinding: addon as unknown as string };
  const raw = new Database(file, { timeout: BUSY_TIMEOUT_MS, ...binding });
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  // What is appended is not read again soon: a long run gains nothing from better-sqlite3's 16 MB.
  raw.pragma('cache_size = -2000');
  return raw;
}

function refuseNetwork(file: string, mountinfo: string): void {
  const mount = mountOf(file, mountinfo);
  if (mount === undefined || !isNetworkMount(mount)) return;
  throw new AtomError(
    'ATOM_STORE_NETWORK',
    `${file} lies on a network file system (${mount.type} ${mount.source} at ${mount.point})`,
    {
      hint: 'Choose a local folder: --home DIR, or ATOMCTL_HOME',
    },
  );
}

function readMounts(): string {
  return existsSync('/proc/self/mountinfo') ? readFileSync('/proc/self/mountinfo', 'utf8') : '';
}

/** All pending migrations in one transaction that no second process can enter. */
async function migrate(raw: Database.Database, db: Kysely<Tables>, file: string): Promise<void> {
  if (versionOf(raw) === MIGRATIONS.length) return;
  raw.exec('BEGIN IMMEDIATE');
  try {
    if (versionOf(raw) > MIGRATIONS.length) {
      throw new AtomError('ATOM_STORE_NEWER', `The store ${file} was written by a newer atomctl`, {
        hint: 'Install that version, or choose another store with --home',
      });
    }
    const provider = { getMigrations: async () => Object.fromEntries(MIGRATIONS) };
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) throw error;
    raw.pragma(`user_version = ${MIGRATIONS.length}`);
    raw.exec('COMMIT');
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(raw: Database.Database): number {
  return Number(raw.pragma('user_version', { simple: true }));
}

interface Parts {
  readonly database: Database.Database;
  readonly file: string;
  readonly mode: SyncMode;
}

/** SQLite with transactions that take the write lock when they begin, and with failures that users understand. */
class Dialect extends SqliteDialect {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super(parts);
    this.#parts = parts;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#parts);
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super(parts);
    this.#parts = parts;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: async (query) => {
        try {
          this.#parts.mode.set('FULL');
          return await connection.executeQuery(query);
        } catch (error) {
          throw storeFailure(error, this.#parts.file);
        }
      },
      streamQuery: (query, size) => connection.streamQuery(query, size),
    };
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite itself rolls back when the disk is full: a second time would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#parts.database.inTransaction) await super.rollbackTransaction(connection);
  }
}
