import { styleText } from './style.ts';
import { printable } from './printable.ts';

type Style = Parameters<typeof styleText>[0];

/** A cell is text of whatever origin; only its style may speak to the terminal. */
export type Cell = string | { readonly text: string; readonly style: Style };

/** Rows under a dim heading, columns as wide as their widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = headings.map((heading, column) =>
    rows.reduce((width, row) => Math.max(width, textOf(row[column] ?? '').length), heading.length),
  );
  const line = (cells: readonly Cell[]) =>
    cells
      .map((cell, column) => styled(cell) + ' '.repeat((widths[column] ?? 0) - textOf(cell).length))
      .join('  ')
      .trimEnd();
  return [line(headings.map((text) => ({ text, style: 'dim' }))), ...rows.map(line)].join('\n');
}

/** Lines of `name  value`, the names aligned. */
export function fields(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs
    .map(([name, value]) => `${styleText('dim', name.padEnd(width))}  ${printable(value)}`)
    .join('\n');
}

function textOf(cell: Cell): string {
  return printable(typeof cell === 'string' ? cell : cell.text).replaceAll('\n', ' ');
}

function styled(cell: Cell): string {
  return typeof cell === 'string' ? textOf(cell) : styleText(cell.style, textOf(cell));
}
