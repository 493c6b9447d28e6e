import path from 'node:path';
import Database from 'better-sqlite3';

/** A hand in the store, past atomctl: rewrites one text in all kept plans. */
export function editPlans(home: string, from: string, to: string): void {
  editStore(home, 'UPDATE plans SET plan = replace(plan, ?, ?)', from, to);
}

/** A hand in the store that changes rows as it likes. */
export function editStore(home: string, statement: string, ...values: readonly string[]): void {
  const store = new Database(path.join(home, 'atomctl.db'));
  try {
    store.pragma('foreign_keys = OFF');
    store.prepare(statement).run(...values);
  } finally {
    store.close();
  }
}
