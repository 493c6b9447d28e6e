import type Database from 'better-sqlite3';

/** Whether commits of a connection wait for the disk. SQLite is told when that changes, which it takes outside of transactions only. */
export class SyncMode {
  /** Not without a write-ahead log, which a file system may refuse: then each commit waits. */
  readonly mayBeAhead: boolean;
  readonly #raw: Database.Database;
  #mode: 'FULL' | 'NORMAL' = 'FULL';

  constructor(raw: Database.Database) {
    this.#raw = raw;
    this.mayBeAhead = raw.pragma('journal_mode', { simple: true }) === 'wal';
  }

  set(mode: 'FULL' | 'NORMAL'): void {
    if (mode === this.#mode || !this.mayBeAhead || this.#raw.inTransaction) return;
    this.#raw.exec(`PRAGMA synchronous = ${mode}`);
    this.#mode = mode;
  }
}
