import { AtomError } from '../../base/errors.ts';

/** More than are shown, to know that there are more. */
export const CANDIDATES = 6;

/** The one row that a prefix of its id names, undefined for none. @throws {AtomError} ATOM_USAGE where several begin so, naming them. */
export function onlyOne<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { ref, nouns }: { readonly ref: string; readonly nouns: 'plans' | 'runs' },
): Row | undefined {
  if (rows.length < 2) return rows[0];
  const shown = rows.slice(0, CANDIDATES - 1).map(({ id }) => id);
  const more = rows.length < CANDIDATES ? '' : ', …';
  throw new AtomError(
    'ATOM_USAGE',
    `More than one of the ${nouns} begins with "${ref}": ${shown.join(', ')}${more}`,
    {
      hint: `atomctl ${nouns} show ${shown[0] ?? ''}`,
      details: { ref, candidates: shown },
    },
  );
}
