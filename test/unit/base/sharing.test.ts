import { expect, test } from 'vitest';
import { sharing } from '../../../src/base/sharing.ts';

test('equal values become the first of them, others stay themselves', () => {
  const share = sharing();
  const first = { command: ['/bin/true'] };
  const other = { command: ['/bin/false'] };

  expect(share(first)).toBe(first);
  expect(share({ command: ['/bin/true'] })).toBe(first);
  expect(share(other)).toBe(other);
});
