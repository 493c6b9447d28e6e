import { stripVTControlCharacters, styleText } from 'node:util';

/** Rows under a dim heading, columns as wide as their widest cell. Control characters in cells are not passed on. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(printable));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...clean.map((row) => stripVTControlCharacters(row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stripVTControlCharacters(cell).length)).join('  ').trimEnd();
  return [styleText('dim', line(headings)), ...clean.map(line)].join('\n');
}

/** Lines of `name  value`, the names aligned. */
export function fields(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${styleText('dim', name.padEnd(width))}  ${printable(value)}`).join('\n');
}

/** Text of others as a terminal may show it: what could move the cursor or hide is written as its code. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about.
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\u001b(?!\[[0-9;]*m)/g, (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0') ?? ''}`);
}
