import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StreamTail, TAIL_BYTES } from '../../../../../src/adapters/executor/output/stream-tail.ts';

test('the tail of a stream is its last bytes, however they came', () => {
  const sizes = fc.array(fc.oneof(fc.nat(100), fc.nat(40_000), fc.nat(3 * TAIL_BYTES)), { maxLength: 12 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const tail = new StreamTail();
      const chunks = lengths.map((length, index) => Buffer.alloc(length, `${index}abcdefg`));
      for (const chunk of chunks) tail.push(chunk);

      expect(tail.text()).toBe(Buffer.concat(chunks).subarray(-TAIL_BYTES).toString());
    }),
  );
});
