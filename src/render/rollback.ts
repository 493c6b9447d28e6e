import type { RollbackPreview, UndoStep } from '../model/run-view.ts';
import { printable } from './printable.ts';
import { styleText } from './style.ts';
import { type Cell, table } from './table.ts';

/** What undoing a run would do, before anybody does it. */
export function describeRollback({ run, done, undo }: RollbackPreview): string {
  const rows = done.map(({ name, state, endedAt }): Cell[] => [name, state, endedAt ?? '']);
  const inTheWay = undo.filter(({ obstacle }) => obstacle !== null);
  return [
    `${run} has done, newest first:`,
    rows.length === 0 ? 'nothing' : table(['STEP', 'STATE', 'ENDED'], rows),
    '',
    'To undo it, in this order:',
    ...undo.flatMap(lines),
    ...(inTheWay.length === 0
      ? [`undo it: atomctl runs rollback ${run}`]
      : ['', `${inTheWay.length} of ${undo.length} cannot be carried out here and now`]),
  ].join('\n');
}

function lines({ name, type, shows, when, next, obstacle }: UndoStep): string[] {
  return [
    `  ↩ ${name} (${type}): ${NEXT[next]}`,
    ...shows.map((what) => `     ${printable(what)}`),
    ...(when === null ? [] : [`     when ${printable(when)}`]),
    ...(obstacle === null ? [] : [`     ${styleText('red', 'cannot')}: ${printable(obstacle)}`]),
  ];
}

const NEXT: Readonly<Record<UndoStep['next'], string>> = {
  run: 'will run',
  done: 'is done already',
  retry: 'was cut off, will run again',
  verify: 'was cut off, its probe will look whether it was done',
  ask: 'was cut off, somebody has to say whether it was done',
};
