import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptName, keptSecret, stateInSecret } from '../../../src/kubernetes/kept-secret.ts';

it('has a name that DNS takes, whatever run and step are called', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (run, step, change) => {
      const name = keptName(run, step, change);
      expect(name).toMatch(/^[a-z]([a-z0-9-]*[a-z0-9])?$/);
      expect(name.length).toBeLessThanOrEqual(63);
      expect(name).not.toBe(keptName(run, step, `${change}.`));
    }),
  );
  expect(keptName('run_ab12', 'rotate[3]', '1/1')).toMatch(/^atomctl-run-ab12-rotate-3-[0-9a-f]{10}$/);
});

it('gives back the state that it keeps, and nothing where it keeps none', () => {
  const state = { before: { data: { password: 'cGFzcw==' } } };
  const secret = keptSecret({ namespace: 'shop', name: 'kept' }, 'run_1', state);
  expect(stateInSecret(secret)).toEqual(state);
  expect(JSON.stringify(secret)).not.toContain('cGFzcw==');
  expect(secret['immutable']).toBe(true);
  expect(stateInSecret({ kind: 'Secret' })).toBeNull();
});
