import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainYaml } from '../../../src/base/plain-yaml.ts';
import { readWithLibrary } from '../../../src/base/yaml.ts';
import { starterFiles } from '../../../src/pack/starter.ts';
import { brokenManifests } from '../../support/broken.ts';

const OURS = [
  ...globSync('playbooks/*/*.wpk.yaml').map((file) => readFileSync(file, 'utf8')),
  starterFiles('starter', 'Ana <ana@example.org>')[0]?.text ?? '',
];

describe('the reader of plain YAML', () => {
  test('understands the manifests that we ship and write', () => {
    for (const text of OURS) {
      expect(readPlainYaml(text)).toBeDefined();
      expectSame(text);
    }
  });

  test.each([
    'a: 1\nb:\n  - x\n  - y: 2\n    z: [1, -3, true, "q", \'s: t\', {k: v}]\n',
    'a:\n- b\n- c # not this\nd: e#f\n',
    'script: |\n  one\n   two\n\n  # three\n\nnext: |-\n  x\n',
    '- a\n- b: c\n  d:\n  - e\n',
    'at: 2027-01-31T02:00:00Z\nversion: 1.0.0\nsize: 512Mi\npath: ^(/.*)?$\n',
  ])('reads as the library does: %j', (text) => {
    expect(readPlainYaml(text)).toEqual(readWithLibrary(text).value);
  });

  test.each([
    '',
    'a: 1',
    'a: b: c\n',
    'a: 1\na: 2\n',
    'a: "x\n  y"\n',
    'a: x\n  y\n',
    'a: &b c\n',
    'a: !x c\n',
    'a: 0x10\n',
    'a: 1.5\n',
    'a: ~\n',
    'a:\nb: 1\n',
    'a: >\n  x\n',
    'a: "\\n"\n',
    'a: [x\n',
    '<<: x\n',
    '__proto__: 1\n',
    'true: 1\n',
    'a:\t1\n',
    '--- \na: 1\n',
    'a: |\n\n  x\n',
    'a: |2\n   x\n',
  ])('leaves to the library: %j', (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test('never reads another value than the library, and nothing in which the library finds a mistake', () => {
    fc.assert(fc.property(documents(), expectSame), { numRuns: 3000 });
    fc.assert(fc.property(mutations(), expectSame), { numRuns: 1500 });
    for (const { text } of brokenManifests()) expectSame(text);
  });
});

function expectSame(text: string): void {
  const plain = readPlainYaml(text);
  if (plain === undefined) return;
  const { value, problems } = readWithLibrary(text);
  expect({ text, value: plain, problems: [] }).toEqual({ text, value, problems });
}

const WORDS = [
  'x',
  'x y',
  '1',
  '-1',
  '0',
  '1.0.0',
  'true',
  'yes',
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
function documents() {
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
function mutations() {
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
    .tuple(fc.constantFrom(...OURS), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([text, edits]) =>
      edits.reduce((now, { at, take, put }) => {
        const place = at % now.length;
        return now.slice(0, place) + put + now.slice(place + take);
      }, text),
    );
}
