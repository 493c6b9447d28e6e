import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveTemplates } from '../../../../src/base/expression/template.ts';
import { type TemplatePart, templateParts } from '../../../../src/base/expression/template-parts.ts';

const scope = { inputs: { n: 3, list: [1, 2], host: 'db', nothing: null } };

describe('resolveTemplates', () => {
  test('keeps the type of a text that is one expression alone', () => {
    expect(resolveTemplates({ a: '${{ inputs.n }}', b: ['${{inputs.list}}'] }, scope)).toEqual({
      a: 3,
      b: [[1, 2]],
    });
  });

  test('writes values out in the middle of a text', () => {
    expect(
      resolveTemplates('${{ inputs.host }}-${{ inputs.n }}: ${{ inputs.list }}${{ inputs.nothing }}', scope),
    ).toBe('db-3: [1,2]');
  });

  test('does not look into what an expression gave', () => {
    expect(resolveTemplates('${{ inputs.x }}', { inputs: { x: '${{ inputs.y }}' } })).toBe('${{ inputs.y }}');
  });

  test('leaves keys, numbers and plain texts alone', () => {
    expect(resolveTemplates({ '${{ a }}': [1, true, null, '$ {{ }}'] }, scope)).toEqual({
      '${{ a }}': [1, true, null, '$ {{ }}'],
    });
  });

  test('refuses a template that is not closed', () => {
    expect(() => resolveTemplates('a ${{ inputs.n', scope)).toThrow('not closed');
  });
});

describe('templateParts', () => {
  test('does not end at braces inside quotes or inside a map', () => {
    expect(templateParts('${{ {"a": {"b": "}}"}} }}!')).toEqual([
      { kind: 'expression', text: '{"a": {"b": "}}"}}', start: 4 },
      { kind: 'text', text: '!' },
    ]);
  });

  test('says where each expression begins, for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('${{', '}}', 'a', ' ', '"', '{', '}', '\n')), (pieces) => {
        const text = pieces.join('');
        expect(templateParts(text).every((part) => stands(part, text))).toBe(true);
      }),
    );
  });
});

function stands(part: TemplatePart, text: string): boolean {
  switch (part.kind) {
    case 'text':
      return text.includes(part.text);
    case 'expression':
      return text.slice(part.start).startsWith(part.text);
    case 'unclosed':
      return text.slice(part.start).startsWith('${{');
  }
}
