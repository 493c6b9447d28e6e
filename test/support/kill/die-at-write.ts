// Loaded into atomctl before its own code (node --import): counts the writes that its store commits, and sends the process
// a signal at one of them. KILL_AT: "12:before" or "12:after" the 12th. KILL_WITH: the signal, SIGKILL unless it is said.
// KILL_COUNT: a file that says how many there were.
import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const [at = '0', side = 'before'] = (process.env['KILL_AT'] ?? '').split(':');
const signal = process.env['KILL_WITH'] ?? 'SIGKILL';
const countFile = process.env['KILL_COUNT'];
let writes = 0;

function counted<Result>(commit: () => Result): Result {
  writes += 1;
  const dies = writes === Number(at);
  if (dies && side === 'before') process.kill(process.pid, signal);
  const result = commit();
  if (dies) process.kill(process.pid, signal);
  if (countFile !== undefined) writeFileSync(countFile, String(writes));
  return result;
}

/* oxlint-disable typescript/unbound-method, typescript/no-unsafe-type-assertion -- methods are put in place of methods: `this` is what they are called on. */
const { prepare, transaction } = Database.prototype;

Database.prototype.prepare = function (this: Database.Database, source: string) {
  const statement = prepare.call(this, source);
  const isCommit = /^\s*commit\b/i.test(source);
  if (!isCommit && !/^\s*(insert|update|delete)\b/i.test(source)) return statement;
  const { run } = statement;
  const isWrite = () => isCommit || !this.inTransaction;
  return Object.assign(statement, {
    run: (...args: never[]) => {
      const commit = () => Reflect.apply(run, statement, args);
      return isWrite() ? counted(commit) : commit();
    },
  });
} as typeof prepare;

Database.prototype.transaction = function (this: Database.Database, work: (...args: unknown[]) => unknown) {
  const { immediate } = transaction.call(this, work);
  return { immediate: (...args: unknown[]) => counted(() => immediate(...args)) };
} as typeof transaction;
