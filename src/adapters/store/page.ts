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
export function pageOf<Item extends { readonly id: string }>(
  rows: readonly { readonly item: Item; readonly at: string }[],
  limit: number,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: shown.map(({ item }) => item),
    next: more ? Buffer.from(`${last.at}\u0000${last.item.id}`).toString('base64url') : null,
  };
}
