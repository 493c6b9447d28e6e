import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectEarly } from '../../../../src/adapters/heap/collect-early.ts';

test('garbage that got old is collected within moments, though V8 has no need of it', async () => {
  const garbage = old();
  using _ = collectEarly();
  await sleep(1500);

  expect(garbage.deref()).toBeUndefined();
});

/** Many objects that nobody holds any more, and that have survived the collections of the young. */
function old(): WeakRef<object> {
  const many = Array.from({ length: 300_000 }, (_, index) => ({ text: `garbage ${index}` }));
  for (let round = 0; round < 200; round += 1) many.map(({ text }) => ({ text }));
  return new WeakRef(many);
}
