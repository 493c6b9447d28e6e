import { describe, expect, it } from 'vitest';
import { checkExecutor } from '../../../../src/adapters/executor/check.ts';
import type { JsonObject } from '../../../../src/base/json.ts';
import { plannedStep, stepContext } from '../../../support/step-context.ts';

const execute = (settings: JsonObject) =>
  checkExecutor().execute(plannedStep('check'), settings, stepContext());

describe('a check', () => {
  it('hands back its values as they are, whatever their type', async () => {
    const values = { count: 3, names: ['a', 'b'], ready: false, why: '' };

    expect(await execute({ values })).toEqual({ kind: 'done', outputs: values });
  });

  it('succeeds where all that it requires is so, and hands back nothing where it has no values', async () => {
    const settings = { require: [{ that: true, message: 'it is not there' }] };

    expect(await execute(settings)).toEqual({ kind: 'done', outputs: {} });
  });

  it('fails with the message of everything that is not so, and keeps its values', async () => {
    const settings = {
      values: { replicas: 10 },
      require: [
        { that: false, message: 'web has 10 replicas' },
        { that: true, message: 'web is not there' },
        { that: false, message: 'nobody is on call' },
      ],
    };

    expect(await execute(settings)).toEqual({
      kind: 'failed',
      error: { kind: 'failed', message: 'web has 10 replicas; nobody is on call' },
      outputs: { replicas: 10 },
    });
  });

  it('refuses what is neither true nor false, rather than taking it for one', async () => {
    for (const that of [null, 0, 'false', ['x']]) {
      const outcome = await execute({ require: [{ that, message: 'no' }] });

      expect(outcome).toMatchObject({
        kind: 'failed',
        error: { kind: 'refused', message: `"that" gives ${JSON.stringify(that)}, neither true nor false` },
      });
    }
  });
});
