import { describe, expect, test } from 'vitest';
import { KnownSecrets } from '../../../../src/services/run/known-secrets.ts';

describe('the secrets of a run', () => {
  test('are a step’s own first, then all others, each value once', () => {
    const known = new KnownSecrets();
    known.add('a', 'one');
    known.add('b', 'two');
    known.add('c', '');

    expect(known.with([{ name: 'own', value: 'one' }])).toEqual([
      { name: 'own', value: 'one' },
      { name: 'b', value: 'two' },
    ]);
    expect(known.with([])).toEqual([
      { name: 'a', value: 'one' },
      { name: 'b', value: 'two' },
    ]);
  });

  test('keep the last three values of one that changes', () => {
    const known = new KnownSecrets();
    for (const value of ['1', '2', '3', '3', '4']) known.add('a', value);

    expect(known.with([]).map(({ value }) => value)).toEqual(['2', '3', '4']);
  });

  test('are the same list for the same secrets, until one is added', () => {
    const known = new KnownSecrets();
    known.add('a', 'one');
    const own = { name: 'a', value: 'one and more' };
    const list = known.with([own]);

    expect(known.with([own])).toBe(list);
    expect(known.with([])).toBe(known.with([]));
    known.add('a', 'another');
    expect(known.with([own])).not.toBe(list);
  });
});
