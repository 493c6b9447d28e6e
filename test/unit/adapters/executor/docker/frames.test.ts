import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Frames } from '../../../../../src/adapters/executor/docker/frames.ts';

const frame = fc.record({ stream: fc.constantFrom(1, 2), bytes: fc.uint8Array({ maxLength: 40 }) });

test('frames that are cut anywhere give each stream its bytes, in order', () => {
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 12 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 13 })),
      (frames, cuts) => {
        const wire = Buffer.concat(
          frames.map(({ stream, bytes }) => Buffer.concat([header(stream, bytes.length), bytes])),
        );
        const taken: Record<'stdout' | 'stderr', Uint8Array[]> = { stdout: [], stderr: [] };
        const reader = new Frames((stream, bytes) => taken[stream].push(Uint8Array.from(bytes)));
        for (let at = 0; at < wire.length; ) {
          const length = cuts.next().value ?? 1;
          reader.push(wire.subarray(at, at + length));
          at += length;
        }

        const sent = (stream: number) =>
          Buffer.concat(frames.filter((one) => one.stream === stream).map(({ bytes }) => bytes));
        expect(Buffer.concat(taken.stdout)).toEqual(sent(1));
        expect(Buffer.concat(taken.stderr)).toEqual(sent(2));
      },
    ),
  );
});

test('the echo of the input is dropped', () => {
  const taken: string[] = [];
  const reader = new Frames((stream, bytes) => taken.push(`${stream} ${Buffer.from(bytes).toString()}`));
  reader.push(
    Buffer.concat([header(0, 4), Buffer.from('typed'.slice(0, 4)), header(1, 2), Buffer.from('ok')]),
  );

  expect(taken).toEqual(['stdout ok']);
});

function header(stream: number, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt8(stream, 0);
  bytes.writeUInt32BE(length, 4);
  return bytes;
}
