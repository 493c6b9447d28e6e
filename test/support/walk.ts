import { readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { UNFINISHED } from '../../src/adapters/files/write-durably.ts';

/** What a home holds that a finished command does not leave: half-written files, and a store that SQLite finds fault with. */
export function leftovers(home: string): string[] {
  const names = readdirSync(home, { recursive: true }).map(String);
  const unfinished = names.filter((name) => name.endsWith(UNFINISHED));
  const store = names
    .filter((name) => name === 'atomctl.db')
    .flatMap((name) => faultsOf(path.join(home, name)));
  return [...unfinished, ...store];
}

function faultsOf(file: string): string[] {
  const database = new Database(file);
  const found = String(database.pragma('integrity_check', { simple: true }));
  database.close();
  return found === 'ok' ? [] : [found];
}
