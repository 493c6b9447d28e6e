import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEAD, ItemJson, TAIL } from '../../../src/fast/item-json.ts';
import type { CheckedFile, FileIssue } from '../../../src/model/policy-check.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '\\', '\u007f', '\ud800', 'é'),
);
const few = fc.constantFrom('host-path', 'a "rule"');
const number = fc.nat(1000);

/** As issues.ts makes them: what is not there is no key, and the order is always this. */
const issue: fc.Arbitrary<FileIssue> = fc
  .record({
    rule: few,
    title: fc.constantFrom('a', 'b'),
    severity: fc.constantFrom('low' as const, 'high' as const),
    step: fc.option(text),
    object: fc.option(text, { nil: undefined }),
    field: text,
    location: fc.record({ file: text, line: number, col: number }),
    what: text,
    why: few,
    fix: fc.constantFrom('a', 'b'),
    reference: fc.option(few, { nil: undefined }),
    control: fc.option(few, { nil: undefined }),
    level: fc.option(fc.constantFrom('baseline' as const, 'restricted' as const), { nil: undefined }),
    exception: fc.option(fc.constant('granted' as const), { nil: undefined, freq: 20 }),
    contribution: fc.nat(1000).map((tenths) => tenths / 10),
    line: number,
    col: number,
  })
  .map((whole) => JSON.parse(JSON.stringify(whole)));

const item: fc.Arbitrary<CheckedFile> = fc.record({
  file: text,
  class: fc.constantFrom('safe' as const, 'caution' as const),
  score: number,
  issues: fc.array(issue, { maxLength: 8 }),
});

describe('an item of a long check', () => {
  test('is printed as JSON.stringify has it, whatever was printed before', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), (items) => {
        const json = new ItemJson();
        for (const each of items) {
          const list = JSON.stringify({ items: [each] }, null, 2);
          expect(`${HEAD}${json.of(each)}${TAIL}`).toBe(list);
        }
      }),
      { numRuns: 500 },
    );
  });
});
