import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isScalar, parseAllDocuments, parseDocument, Scalar, stringify } from 'yaml';
import { placesInScalar } from '../../../src/base/yaml-scalar-places.ts';

/** What stands in the text where the value of `a` in its first document says curl. */
function shownAt(text: string): string | undefined {
  const [document] = parseAllDocuments(text);
  const node = document?.getIn(['a'], true);
  if (!isScalar(node) || !node.range) throw new Error(text);
  const value = String(node.value);
  const at = placesInScalar(text, node.range[0], value)?.(value.indexOf('curl'));
  return at === undefined ? undefined : text.slice(at, at + 4);
}

describe('the place of a character of a scalar', () => {
  test.for([
    ['literal', 'a: |\n  one\n  two curl\n'],
    ['literal, stripped', 'a: |-\n  one\n  two curl\n\n\nb: 1\n'],
    ['literal, kept', 'a: |+\n  one\n\n  two curl\n\n\nb: 1\n'],
    ['with an indent that is said', 'a: |2\n    one\n  curl\n'],
    ['with an indent and chomping', 'a: |-4\n      one\n    curl\n'],
    ['with chomping before the indent', 'a: |+1\n  one\n curl\n'],
    ['with a comment behind its mark', 'a: | # why\n  one\n  curl\n'],
    ['after empty lines', 'a: |\n\n   \n    one\n    curl\nb: 1\n'],
    ['indented further in the middle', 'a: |\n  if x; then\n    curl\n  fi\n'],
    ['with line breaks of Windows', 'a: |\r\n  one\r\n  two\r\n  curl\r\nb: 1\r\n'],
    ['folded', 'a: >\n  one\n  two\n\n  three\n  curl x\n'],
    ['folded, with lines that keep their breaks', 'a: >-\n  one\n    two\n\n    three\n  four\n  curl x\n'],
    ['folded, after empty lines', 'a: >\n\n\n  one\n  curl\n'],
    ['in double quotes', 'a: "one\\ttwo \\"x\\" \\u00e9 \\x41 curl"\n'],
    ['in double quotes on several lines', 'a: "one\n  two\n\n  three \\\n   joined\n  curl"\n'],
    ['in single quotes', "a: 'it''s one ''curl'\n"],
    ['in single quotes on several lines', "a: 'one\n  two ''\n\n  curl'\n"],
    ['plain', 'a: one two curl\n'],
    ['plain, on several lines', 'a: one\n  two\n\n  curl\n'],
    ['in brackets', '{"a": "one\\ntwo\\/curl"}\n'],
    ['behind a tag and an anchor', 'a: !!str &x |\n  one\n  curl\n'],
    ['at the end of a document', 'a: |\n  one\n  curl\n---\nb: |\n  curl\n'],
  ] as const)('is found: %s', ([, text]) => {
    expect(shownAt(text)).toBe('curl');
  });

  test.for([
    ['an alias', 'b: &x one\na: *x\n', 'a: '.length + 10],
    ['another value', 'a: one\n', 3],
    ['a place behind the text', 'a: one\n', 99],
    ['a block that is none', 'a: |x\n  one\n', 3],
    ['an escape that is none', 'a: "\\q"\n', 3],
  ] as const)('is not told for %s', ([, text, start]) => {
    expect(placesInScalar(text, start, 'two')).toBeUndefined();
  });

  test('is right, or not told, for whatever the library writes', () => {
    const word = fc.constantFrom(
      'curl',
      'a',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\t',
      "'",
      '"',
      '\\',
      '#',
      ': ',
      'é',
      '😀',
      '- ',
    );
    const style = fc.constantFrom<Scalar.Type>(
      'BLOCK_LITERAL',
      'BLOCK_FOLDED',
      'QUOTE_DOUBLE',
      'QUOTE_SINGLE',
      'PLAIN',
    );
    let told = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), style, fc.nat(3), (words, type, deep) => {
        let inner: unknown = Object.assign(new Scalar(words.join('')), { type });
        for (let level = 0; level < deep; level += 1) inner = [{ k: inner }];
        const text = stringify({ a: inner, z: 'curl' });
        const path = ['a', ...Array.from({ length: deep }, () => [0, 'k']).flat()];
        const node = parseDocument(text).getIn(path, true);
        if (!isScalar(node) || !node.range) return;
        const value = String(node.value);
        const places = placesInScalar(text, node.range[0], value);
        if (places === undefined) return;
        told += 1;
        for (const { index, 0: letter } of value.matchAll(/\w|é/g)) expect(text[places(index)]).toBe(letter);
      }),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(480);
  });

  test('is found at once in a long text', () => {
    const text = `a: |\n  curl\n${'b: 1\n'.repeat(200_000)}`;
    const started = process.cpuUsage().user;
    for (let turn = 0; turn < 1000; turn += 1) expect(placesInScalar(text, 3, 'curl\n')?.(0)).toBe(7);

    expect(process.cpuUsage().user - started).toBeLessThan(1_000_000);
  });
});
