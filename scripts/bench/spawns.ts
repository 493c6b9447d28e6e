// node spawns.ts COUNT FOLDER: starts /bin/true COUNT times, a durable SQLite commit after each, and says how long that took.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Measured } from './runs.ts';

const [, , count = '10', folder = '.'] = process.argv;
const database = new Database(path.join(folder, 'spawns.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table steps (id integer primary key, at text, exit_code integer)');
const insert = database.prepare('insert into steps (at, exit_code) values (?, ?)');

const started = performance.now();
for (let i = 0; i < Number(count); i += 1) {
  const [code] = await once(spawn('/bin/true', { stdio: ['ignore', 'pipe', 'pipe'] }), 'close');
  insert.run(new Date().toISOString(), code);
}
const measured: Measured = { ms: performance.now() - started };
database.close();
process.stdout.write(JSON.stringify(measured));
