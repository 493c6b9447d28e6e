import type Database from 'better-sqlite3';

/** Whether commits of a connection wait for the disk. SQLite is told when that changes, which it takes outside of transactions only. */
export class SyncMode {
  readonly #raw: Database.Database;
  #mode: 'FULL' | 'NORMAL' = 'FULL';

  constructor(raw: Database.Database) {
    this.#raw = raw;
  }

  set(mode: 'FULL' | 'NORMAL'): void {
    if (mode === this.#mode || this.#raw.inTransaction) return;
    this.#raw.exec(`PRAGMA synchronous = ${mode}`);
    this.#mode = mode;
  }
}
