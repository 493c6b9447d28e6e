import type Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { AtomError } from '../../base/errors.ts';
import type { RunId } from '../../model/run.ts';
import type { JournalWrite } from '../../ports/journal.ts';
import { storeFailure } from './failures.ts';
import { stateAfter } from './run-rows.ts';
import type { SqliteStore } from './sqlite.ts';
import type { SyncMode } from './sync-mode.ts';
import type { Tables } from './tables.ts';

interface Head {
  lease_token: number;
  last: number | null;
}

interface Commit {
  readonly write: JournalWrite;
  /** Whether it is on the disk when it returns. */
  readonly waits: boolean;
}

interface Queued extends Commit {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The journal's hot path: prepared statements on the store's one connection, never within a transaction of Kysely's. */
export class JournalWriter {
  readonly #db: Kysely<Tables>;
  readonly #raw: Database.Database;
  readonly #file: string;
  readonly #head: Database.Statement<[string], Head>;
  readonly #insert: Database.Statement<[string, number, string, string]>;
  readonly #advance: Database.Statement<[string, number, string]>;
  readonly #release: Database.Statement<[string, string, string]>;
  readonly #write: Database.Transaction<(write: JournalWrite) => void>;
  readonly #mode: SyncMode;
  readonly #queue: Queued[] = [];

  constructor({ db, raw, file, mode }: SqliteStore) {
    this.#mode = mode;
    this.#db = db;
    this.#raw = raw;
    this.#file = file;
    // Both by an index alone: a run's row holds its inputs, which may be long.
    this.#head = raw.prepare(
      'SELECT lease_token, (SELECT max(seq) FROM run_events WHERE run_id = id) AS last FROM workflow_runs INDEXED BY workflow_runs_lease WHERE id = ?',
    );
    this.#insert = raw.prepare('INSERT INTO run_events (run_id, seq, at, event) VALUES (?, ?, ?, ?)');
    this.#advance = raw.prepare(
      'UPDATE workflow_runs SET state = ?, known_seq = max(known_seq, ?) WHERE id = ?',
    );
    this.#release = raw.prepare('DELETE FROM concurrency WHERE run_id = ? AND phase = ? AND step = ?');
    this.#write = raw.transaction((write) => this.#appendWithin(write));
  }

  /** On the disk when it returns. @throws {AtomError} ATOM_RUN_OWNED when `token` is not the run's any more. */
  async append(write: JournalWrite): Promise<void> {
    await this.#inTurn({ write, waits: true });
  }

  /** Survives this process, not a power cut: the commit waits for no disk. */
  async appendSoon(write: JournalWrite): Promise<void> {
    await this.#inTurn({ write, waits: false });
  }

  /** In the order of the calls. Where nobody is within a transaction, which is mostly, there is no turn to wait for. */
  async #inTurn(commit: Commit): Promise<void> {
    if (this.#queue.length === 0 && !this.#raw.inTransaction) {
      this.#commit(commit);
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#queue.push({ ...commit, resolve, reject });
    if (this.#queue.length === 1) {
      const held = this.#db.connection().execute(async () => this.#commitAll());
      held.catch((error: unknown) => {
        for (const one of this.#queue.splice(0)) one.reject(error);
      });
    }
    await promise;
  }

  #commitAll(): void {
    for (const { resolve, reject, ...commit } of this.#queue.splice(0)) {
      try {
        this.#commit(commit);
        resolve();
      } catch (error) {
        reject(error);
      }
    }
  }

  #commit({ write, waits }: Commit): void {
    try {
      this.#mode.set(waits ? 'FULL' : 'NORMAL');
      this.#write.immediate(write);
    } catch (error) {
      throw storeFailure(error, this.#file);
    }
  }

  #appendWithin({ run, token, events, at, releases = [] }: JournalWrite): void {
    const head = this.#head.get(run);
    if (head === undefined)
      throw new AtomError('ATOM_RUN_NOT_FOUND', `There is no run ${run}`, { hint: 'atomctl runs list' });
    if (token !== head.lease_token) throw fenced(run);
    let seq = head.last ?? 0;
    for (const event of events) {
      seq += 1;
      this.#insert.run(run, seq, at, JSON.stringify(event));
    }
    for (const { phase, step } of releases) this.#release.run(run, phase, step);
    const state = stateAfter(events);
    if (state !== undefined) this.#advance.run(state, seq, run);
  }
}

export function fenced(run: RunId): AtomError {
  return new AtomError('ATOM_RUN_OWNED', `Another process has taken over ${run}`, {
    hint: `atomctl runs show ${run}`,
  });
}
