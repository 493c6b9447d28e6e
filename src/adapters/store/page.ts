import { sql } from 'kysely';
import { AtomError } from '../../base/errors.ts';
import type { Page } from '../../model/list.ts';

/**
 * The rows behind a cursor, in a list that shows the newest first: those before (created_at, id).
 * @throws {AtomError} ATOM_USAGE for what no page gave.
 */
export function behind(cursor: string) {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('\u0000');
  if (Number.isNaN(Date.parse(at)) || id === '') throw badCursor(cursor);
  return sql<boolean>`(created_at, id) < (${at}, ${id})`;
}

export function badCursor(cursor: string): AtomError {
  return new AtomError('ATOM_USAGE', `"${cursor}" is not a cursor`, {
    hint: 'Take `next` of the page before, or leave --cursor away',
  });
}

/** Makes a page of `limit` items out of `limit + 1` rows that were asked for. */
export function pageOf<Row extends { readonly created_at: string }, Item extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
  read: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const items = shown.map(read);
  const [at, id] = [shown.at(-1)?.created_at, items.at(-1)?.id];
  if (rows.length <= limit || at === undefined || id === undefined) return { items, next: null };
  return { items, next: Buffer.from(`${at}\u0000${id}`).toString('base64url') };
}
