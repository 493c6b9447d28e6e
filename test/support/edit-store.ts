import path from 'node:path';
import Database from 'better-sqlite3';

/** A hand in the store, past atomctl: rewrites one text in all kept plans. */
export function editPlans(home: string, from: string, to: string): void {
  const store = new Database(path.join(home, 'atomctl.db'));
  try {
    store.prepare('UPDATE plans SET plan = replace(plan, ?, ?)').run(from, to);
  } finally {
    store.close();
  }
}
