import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../src/base/yaml.ts';

describe('parseYaml', () => {
  test('gives plain JSON, aliases filled in', () => {
    const { value, problems } = parseYaml('a: &x [1, yes, "2", null, 1.5]\nb: *x\n1: c\n');

    expect(value).toEqual({ a: [1, 'yes', '2', null, 1.5], b: [1, 'yes', '2', null, 1.5], '1': 'c' });
    expect(problems).toEqual([]);
  });

  test('knows where a value and its key stand', () => {
    const { locate } = parseYaml('a:\n  b: [x, {c/d: y}]\n');

    expect(locate('/a/b/1/c~1d')).toEqual({ line: 2, col: 16 });
    expect(locate('/a/b', 'key')).toEqual({ line: 2, col: 3 });
  });

  test('falls back to the nearest parent of a pointer that names nothing', () => {
    const { locate } = parseYaml('a:\n  b: 1\n');

    expect(locate('/a/z/y')).toEqual({ line: 1, col: 1 });
  });

  test('finds a part of a folded or indented text by its line', () => {
    const { locateText } = parseYaml('a: |\n  one\n  two three\n');

    expect(locateText('/a', 'one\ntwo three\n', 8)).toEqual({ line: 3, col: 7 });
  });

  test('reads a byte order mark as nothing', () => {
    expect(parseYaml('\uFEFFa: 1').value).toEqual({ a: 1 });
  });

  test('refuses a text over the limit without parsing it', () => {
    const started = performance.now();

    expect(parseYaml('a'.repeat(5 * 2 ** 20)).problems).toMatchObject([{ kind: 'too-large' }]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('refuses more than a million values, and says where, without making objects of the library of them', () => {
    const { value, problems } = parseYaml(`a: [${'1,'.repeat(1_000_000)}1]\n`);

    expect(value).toBeUndefined();
    expect(problems).toMatchObject([
      { kind: 'alias-bomb', pointer: '/a/999998', position: { line: 1, col: 2_000_001 } },
    ]);
    expect(parseYaml(`a:\n${'- 1\n'.repeat(999_998)}`).problems).toEqual([]);
  });

  test('refuses what is nested thousands of levels deep', () => {
    expect(parseYaml('['.repeat(50_000)).problems).not.toEqual([]);
    expect(parseYaml(`${'['.repeat(500)}${']'.repeat(500)}`).problems).toMatchObject([{ kind: 'too-deep' }]);
  });

  test('finds twenty thousand different keys different, in time that grows with their number', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `key${i}: ${i}`).join('\n');
    const started = performance.now();

    expect(parseYaml(text).problems).toEqual([]);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test('never throws, and every place lies inside the text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), yamlLikeText()), staysInside), { numRuns: 500 });
  });

  test('reads back any JSON value that is written as JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__') && !JSON.stringify(value).includes('<<'));
        const { value: read, problems } = parseYaml(JSON.stringify(value));
        const aboutLetters = problems.length > 0 && isAboutLetters(problems.map(({ kind }) => kind));
        expect(aboutLetters || isDeepStrictEqual(read, JSON.parse(JSON.stringify(value)))).toBe(true);
      }),
    );
  });
});

function isAboutLetters(kinds: readonly string[]): boolean {
  return kinds.every((kind) => kind === 'control-character' || kind === 'inexact-number');
}

function staysInside(text: string): void {
  const { problems, locate } = parseYaml(text);
  const lines = text.split(/\r\n|\n|\r/);
  for (const { line, col } of [...problems.map(({ position }) => position), locate('/a/0/b')]) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(col).toBeGreaterThanOrEqual(1);
    expect(col).toBeLessThanOrEqual(text.length + 1);
  }
}

/** Pieces of YAML in any order: far more often nearly right than any text. */
function yamlLikeText(): fc.Arbitrary<string> {
  const words =
    'a: | b: |- |[|]|{|}|"|\'|&x |*x|!t |>|#|? |: |...|%YAML 1.2\n|1|null|\t|<<: |,|\\|é|\r\n|\n|\n  |---\n|\uFEFF';
  const piece = fc.constantFrom('|', ...words.split('|'));
  return fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
}

/** An anchor, which is left to the library. */
const FOR_THE_LIBRARY = '\nb: &x c\n';

describe('a text that is too much for its size', () => {
  test.each([
    ['values', `a: [${'1,'.repeat(1_200_000)}]\n`, { line: 1, col: 1_000_003 }],
    [
      'keys',
      Array.from({ length: 500_001 }, (_, key) => `${key.toString(36)}:`).join('\n'),
      { line: 500_001, col: 1 },
    ],
    ['quoted texts', `[${'"",'.repeat(600_000)}]\n`, { line: 1, col: 1_500_002 }],
    ['items with nothing in them', '-\n'.repeat(600_000), { line: 500_001, col: 1 }],
  ])('is refused before anything is made of it: %s', (_, text, position) => {
    const started = process.cpuUsage().user;
    expect(parseYaml(`${text}${FOR_THE_LIBRARY}`)).toMatchObject({
      value: undefined,
      problems: [{ kind: 'too-large', position }],
    });
    expect(process.cpuUsage().user - started).toBeLessThan(3_000_000);
  });

  test('is read where it is long and not dense', () => {
    const text = `a:\n${'  - {name: some-name, value: "some text"}\n'.repeat(30_000)}`;
    expect(parseYaml(text).problems).toEqual([]);
  });

  test('has each of a hundred thousand keys found where it stands', () => {
    const text = Array.from({ length: 100_000 }, (_, key) => `"k${key}":`).join('\n');
    const { locate } = parseYaml(text);
    const started = process.cpuUsage().user;
    for (let key = 0; key < 100_000; key += 1) expect(locate(`/k${key}`, 'key').line).toBe(key + 1);
    expect(process.cpuUsage().user - started).toBeLessThan(10_000_000);
  });
});
