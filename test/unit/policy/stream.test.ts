import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPart, readStream } from '../../../src/policy/view/documents.ts';
import {
  partsOf,
  readPlainPart,
  readPlainStream,
  type StreamDocument,
} from '../../../src/policy/view/plain-stream.ts';
import { manifestsIn, testData } from '../../support/test-data.ts';
import { documents, mutations, pointersIn } from '../../support/yaml-texts.ts';

const policy = testData('policy');

describe('a stream that is read without the library', () => {
  test('has the values and places that the library gives', () => {
    const streams = fc
      .array(fc.oneof(documents(), mutations()), { minLength: 1, maxLength: 3 })
      .chain((parts) =>
        fc
          .constantFrom('---\n', '--- # next\n', '---  \n', '---\n# c\n\n')
          .map((marker) => parts.join(marker)),
      );
    fc.assert(fc.property(streams, expectSame), { numRuns: 500 });
  });

  test.skipIf(policy === undefined)('has them for manifests that people really use', () => {
    const sets = ['benign-k8s-examples', 'polaris', 'psa'].map((set) => path.join(policy ?? '', set));
    const texts = sets.flatMap(manifestsIn).map(({ text }) => text);
    for (const text of texts) expectSame(text);

    expect(texts.filter((text) => readPlainStream(text) !== undefined).length).toBeGreaterThan(
      texts.length / 2,
    );
  });

  test.for([
    'a: yes\n',
    'a: [on]\n',
    'on: 1\n',
    '{y: 1}\n',
    'a: 1_000\n',
    'a: 12:30\n',
    'a: 2027-01-31\n',
    'a: 0b11\n',
    'a: 017\n',
    'a: 1e3\n',
    '<<: {a: 1}\n',
    '%YAML 1.1\n---\na: 1\n',
    'a: 1\r\nb: 2\r\n',
  ])('is not one that YAML 1.1 may read in another way: %j', (text) => {
    expect(readPlainStream(text)).toBeUndefined();
  });

  test('is one where people write several documents, with comments and without an end', () => {
    const text = '# head\n---\na: 1\n---\n# nothing\n--- # next\nb:\n  - c: 1.4.2\n    d: [x, {e: f}]';
    const stream = readPlainStream(text);

    expect(stream?.documents.map(({ value }) => value)).toEqual([
      { a: 1 },
      { b: [{ c: '1.4.2', d: ['x', { e: 'f' }] }] },
    ]);
    expect(stream?.documents[1]?.locate('/b/0/d/1/e')).toEqual({ line: 9, col: 16 });
  });
});

describe('places in a long block', () => {
  const count = 400;
  const text = `map:\n${Array.from({ length: count }, (_, at) => `  k${at}: x\n`).join('')}list:\n${Array.from(
    { length: count },
    (_, at) => `- [a, {b: ${at}}]\n`,
  ).join('')}`;

  test('are the same whatever was asked before', () => {
    const at = fc.nat(count + 5);
    const pointer = fc.oneof(
      at.map((index) => ({ pointer: `/map/k${index}`, line: index < count ? index + 2 : 1 })),
      at.map((index) => ({ pointer: `/list/${index}`, line: index < count ? index + count + 3 : count + 2 })),
      at.map((index) => ({
        pointer: `/list/${index}/1/b`,
        line: index < count ? index + count + 3 : count + 2,
      })),
    );
    fc.assert(
      fc.property(fc.array(pointer, { maxLength: 30 }), (asked) => {
        const [document] = readPlainStream(text)?.documents ?? [];
        expect(asked.map((one) => document?.locate(one.pointer).line)).toEqual(asked.map(({ line }) => line));
      }),
    );
  });

  test('are found in time that grows with their number', () => {
    const many = 100_000;
    const [document] =
      readPlainStream(`a:\n${Array.from({ length: many }, (_, at) => `- k: ${at}\n`).join('')}`)?.documents ??
      [];
    const started = performance.now();
    const lines = Array.from({ length: many }, (_, at) => document?.locate(`/a/${at}/k`).line);

    expect(lines.every((line, at) => line === at + 2)).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('a stream', () => {
  test('takes the library for the one document that needs it, and counts its lines', () => {
    const { documents: read, problem } = readStream('a: 1\n---\nb: &x yes\n---\nc: "\n---\nd: 4\n');

    expect(read.map(({ value }) => value)).toMatchObject([{ a: 1 }, { b: true }, {}, { d: 4 }]);
    expect(read[1]?.locate('/b')).toEqual({ line: 3, col: 7 });
    expect(problem?.position.line).toBe(6);
  });

  test('of ten thousand documents is read', () => {
    const { documents: read, problem } = readStream('a: 1\n---\nb: "\\x41"\n---\n'.repeat(5000));

    expect(problem).toBeNull();
    expect(read).toHaveLength(10_000);
  });

  test.for(['a: {{ .Values.a }}\n', '{{ .Values.a }}\n', '{{ .Values.a }}: 1\n', '? [a]\n: 1\n'])(
    'that Kubernetes would refuse has a problem: %j',
    (text) => {
      expect(readStream(text).problem).not.toBeNull();
    },
  );
});

function expectSame(text: string): void {
  for (const part of partsOf(text)) {
    const plain = readPlainPart(part);
    if (plain === undefined) continue;
    const { documents: slow, problem } = readPart(part);
    expect({ problem, values: plain.map(({ value }) => value) }).toEqual({
      problem: null,
      values: slow.map(({ value }) => value),
    });
    expect(plain.map(placesIn)).toEqual(slow.map(placesIn));
  }
}

function placesIn({ value, locate }: StreamDocument): string[] {
  return pointersIn(value, '').map((pointer) => {
    const { line, col } = locate(pointer);
    return `${pointer} ${line}:${col}`;
  });
}
