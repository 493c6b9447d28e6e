import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Json } from '../../src/base/json.ts';
import { pointerTo } from '../../src/base/pointer.ts';
import { starterFiles } from '../../src/pack/starter.ts';

export const STARTER = starterFiles('starter', 'Ana <ana@example.org>')[0]?.text ?? '';

/** The manifests that we ship and write. */
export const OUR_MANIFESTS = [
  ...globSync('playbooks/*/*.wpk.yaml').map((file) => readFileSync(file, 'utf8')),
  STARTER,
];

const WORDS = [
  'x',
  'x y',
  '1',
  '-1',
  '0',
  '1.0.0',
  'true',
  'yes',
  'off',
  '1_000',
  '10.0.0.1',
  '"q"',
  "'s'",
  '"a: b" # c',
  '[]',
  '{}',
  '[a, b]',
  '[a, [1]]',

  '{a: b}',
  '{a: b, c: [d]}',
  'x # c',
  'x#y',
  ':x',
  '-x',
  '--',
  'x  ',
  '"q" ',
  '[ a ] ',
  '2027-01-31',
  '12:30',
  '$x',

  'http://h/p?q=1',
  '^(/.*)?$',
  '\\d',
  'é',
  '—',
  '512Mi',
  'a, b',
  'a [b]',
  "it's",
  '{ k: "v: w", l: x y }',
  '[-a, -1]',
];
const ODD_WORDS = [
  '',
  '01',
  '1.0',
  '1e3',
  '.5',
  '0x1',
  '0o7',
  '.inf',
  'True',
  'null',
  '~',
  "'it''s'",
  '"\\n"',
  '[a,]',
  '{a}',
  '{a:b}',

  '[a: b]',
  '[a',
  '|',
  '|-',
  '| # c',
  '>',
  '|2',
  '&x y',
  '*x',
  '!t v',
  'x #',
  '# c',
  'a: b',
  'x:',
  '- x',
  '-',
  '---',

  '...',
  '%x',
  '@x',
  '`x',
  '=',
  '<',
  '\u00a0x',
  '😀',
  '\tx',
  '? x',
  '1_0',
  '+1',
  '-0',
  '1.',
  '[? a]',
  '{a: }',
  '[a#b]',
];

function words() {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_WORDS) },
  );
}

/** Blocks within blocks, indented as people do, with now and then something that needs the library. */
export function documents() {
  const { block } = fc.letrec<{ block: string[]; child: string[] }>((tie) => ({
    block: fc.oneof(
      fc
        .array(fc.tuple(fc.constantFrom('a', 'b', 'c-d', 'e.f', 'g', 'true', 'h i'), tie('child')), {
          minLength: 1,
          maxLength: 4,
        })
        .map((entries) => entries.flatMap(([key, [first = '', ...rest]]) => [`${key}:${first}`, ...rest])),
      fc
        .array(tie('child'), { minLength: 1, maxLength: 4 })
        .map((items) => items.flatMap(([first = '', ...rest]) => [`-${first}`, ...rest])),
    ),
    child: fc.oneof(
      { depthSize: 'small' },
      words().map((word) => [` ${word}`]),
      words().map((word) => [` ${word}`]),
      fc
        .tuple(
          fc.constantFrom(' |', ' |-', ' | # c'),
          fc.array(fc.constantFrom('x', '  y', '', '# z', ' - a: b'), { minLength: 1, maxLength: 4 }),
        )
        .map(([head, lines]) => [head, ...lines.map((line) => (line === '' ? '' : `  ${line}`))]),
      fc
        .tuple(fc.constantFrom('', ' # c', ' '), fc.constantFrom('  ', '  ', '', ' ', '    '), tie('block'))
        .map(([head, indent, lines]) => [head, ...lines.map((line) => (line === '' ? line : indent + line))]),
      tie('block').map(([first = '', ...rest]) => [` ${first}`, ...rest.map((line) => `  ${line}`)]),
    ),
  }));
  const extra = fc.constantFrom('', '# c', '   # d', ' ');
  return fc.tuple(block, fc.array(fc.tuple(fc.nat(20), extra), { maxLength: 2 })).map(([lines, extras]) => {
    const all = [...lines];
    for (const [at, line] of extras) all.splice(at % (all.length + 1), 0, line);
    return `${all.join('\n')}\n`;
  });
}

/** Our manifests with a few characters put in or taken out. */
export function mutations() {
  const edit = fc.record({
    at: fc.nat(4000),
    take: fc.nat(6),
    put: fc.constantFrom(
      '',
      ' ',
      '\n',
      ':',
      ': ',
      '#',
      ' #',
      '-',
      '- ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      '|',
      '&',
      '\n\n',
      '  ',
    ),
  });
  return fc
    .tuple(fc.constantFrom(...OUR_MANIFESTS), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([text, edits]) =>
      edits.reduce((now, { at, take, put }) => {
        const place = at % now.length;
        return now.slice(0, place) + put + now.slice(place + take);
      }, text),
    );
}

/** Every pointer into a value, and some that lead to nothing. */
export function pointersIn(value: Json, pointer: string): string[] {
  const nothing = [pointerTo(pointer, 'nothing'), pointerTo(pointer, 99, 'x')];
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries<Json>(value).flatMap(([key, item]) => pointersIn(item, pointerTo(pointer, key)))
      : [];
  return [pointer, ...nothing, ...inner];
}
