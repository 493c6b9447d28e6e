import { styleText } from './style.ts';
import { formatBytes } from '../base/bytes.ts';
import type { DiffSide, FieldChange, FileChange, PackageDiff } from '../model/packages.ts';
import { printable } from './printable.ts';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;
const COLOURS = { added: 'green', removed: 'red', changed: 'yellow' } as const;
const LONGEST_VALUE = 120;

/** What differs, the manifest's fields first. */
export function describeDiff(diff: PackageDiff): string {
  if (diff.same) {
    const bytes = diff.a.digest === diff.b.digest ? 'the same bytes' : 'the same content in other bytes';
    return `${sideWords(diff.a)} and ${sideWords(diff.b)}: ${bytes}`;
  }
  return [
    styleText('red', `--- ${sideWords(diff.a)}`),
    styleText('green', `+++ ${sideWords(diff.b)}`),
    ...diff.fields.map(fieldLine),
    ...diff.files.flatMap(fileLines),
  ].join('\n');
}

function sideWords({ path, name, version, digest }: DiffSide): string {
  return printable(`${path} (${name} ${version}, ${digest.slice(0, 19)})`);
}

function fieldLine({ field, change, before, after }: FieldChange): string {
  const values =
    change === 'changed'
      ? `${valueWords(before)} → ${valueWords(after)}`
      : valueWords(change === 'added' ? after : before);
  return `${mark(change)} ${printable(field)}: ${values}`;
}

function fileLines({ path, change, text, ...file }: FileChange): string[] {
  const sizes = [file.sizeBefore, file.sizeAfter].filter((size) => size !== null).map(formatBytes);
  const modes = [file.modeBefore, file.modeAfter].filter((mode) => mode !== null);
  const facts = [unlessSame(sizes), ...(modes[0] === modes.at(-1) ? [] : [`mode ${unlessSame(modes)}`])];
  return [
    `${mark(change)} file ${printable(path)} (${facts.join(', ')})`,
    ...(text ?? []).map((line) => `    ${textLine(printable(line))}`),
  ];
}

function unlessSame(values: readonly string[]): string {
  return [...new Set(values)].join(' → ');
}

function mark(change: FieldChange['change']): string {
  return styleText(COLOURS[change], SIGNS[change]);
}

function textLine(line: string): string {
  if (line.startsWith('+')) return styleText('green', line);
  if (line.startsWith('-')) return styleText('red', line);
  return styleText('dim', line);
}

function valueWords(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return printable(text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text);
}
