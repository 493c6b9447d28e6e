// node commits.ts COUNT FOLDER: durable SQLite commits of a small row, one after the other, and how long they took.
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Measured } from './runs.ts';

const [, , count = '10', folder = '.'] = process.argv;
const database = new Database(path.join(folder, 'commits.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table if not exists events (id integer primary key, at text, event text)');
const insert = database.prepare('insert into events (at, event) values (?, ?)');

const started = performance.now();
for (let i = 0; i < Number(count); i += 1)
  insert.run(new Date().toISOString(), `{"type":"step-done","step":"s${i}"}`);
const measured: Measured = { ms: performance.now() - started };
database.close();
process.stdout.write(JSON.stringify(measured));
