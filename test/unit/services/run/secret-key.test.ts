import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outputKey, readsOutput, secretFields, shownKey } from '../../../../src/services/run/secret-key.ts';

const step = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,10}$/);

describe('the key of a secret output', () => {
  test('is read by its own path, and by all that it lies in, whatever the field is called', () => {
    fc.assert(
      fc.property(step, fc.string(), (name, field) => {
        const place = ['steps', name, 'outputs', 'data', field];
        const reads = place.map((_, index) =>
          readsOutput(outputKey(name, field), [place.slice(0, index + 1)]),
        );

        expect(reads).toEqual([true, true, true, true, true]);
        expect(readsOutput(outputKey(name, field), [[...place, 'deeper']])).toBe(true);
        expect(secretFields(name, new Map([[outputKey(name, field), 'v']]))).toEqual({ [field]: 'v' });
      }),
    );
  });

  test.each([
    [['steps', 'creds', 'outputs', 'data', 'username']],
    [['steps', 'creds', 'outputs', 'lease']],
    [['steps', 'creds', 'state']],
    [['steps', 'other']],
    [['inputs', 'creds']],
  ])('is not read by %j', (path) => {
    expect(readsOutput(outputKey('creds', 'password'), [path])).toBe(false);
  });

  test('is no input, and an input is none', () => {
    expect(readsOutput('creds.password', [['steps', 'creds']])).toBe(false);
    expect(shownKey(outputKey('creds', 'password'))).toBe('creds.password');
    expect(shownKey('token')).toBe('token');
  });
});
