import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainYaml } from '../../../src/base/plain-yaml.ts';
import { parseYaml, readWithLibrary } from '../../../src/base/yaml.ts';
import { brokenManifests } from '../../support/broken.ts';
import { documents, mutations, OUR_MANIFESTS, pointersIn, STARTER } from '../../support/yaml-texts.ts';

describe('the reader of plain YAML', () => {
  test('understands the package that init writes, and reads what we ship as the library does', () => {
    expect(readPlainYaml(STARTER)).toBeDefined();
    for (const text of OUR_MANIFESTS) expectSame(text);
  });

  test.each([
    'a: 1\nb:\n  - x\n  - y: 2\n    z: [1, -3, true, "q", \'s: t\', {k: v}]\n',
    'a:\n- b\n- c # not this\nd: e#f\n',
    'script: |\n  one\n   two\n\n  # three\n\nnext: |-\n  x\n',
    '- a\n- b: c\n  d:\n  - e\n',
    'a:\nb: # nothing\nc:\n  - d:\n  - e: 1\nf:\n',
    'a: 1.5\nb: [0.25, 10.0]\nc: ::1\nd: e5\n',
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
    'a: 1.5e3\n',
    'a: 01.5\n',
    'a: -1.5\n',
    'a: ~\n',
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
  const { value, problems, locate } = readWithLibrary(text);
  expect({ text, value: plain, problems: [] }).toEqual({ text, value, problems });
  const pointers = pointersIn(plain, '');
  const { locate: locatePlain } = parseYaml(text);
  for (const place of ['value', 'key'] as const)
    expect(pointers.map((pointer) => locatePlain(pointer, place))).toEqual(
      pointers.map((pointer) => locate(pointer, place)),
    );
}
