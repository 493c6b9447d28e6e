import { expect, test } from 'vitest';
import { failExecutor } from '../../../../src/adapters/executor/fail.ts';
import { plannedStep, stepContext } from '../../../support/step-context.ts';

test('a fail step fails for the reason that it gives, without the secrets in it', async () => {
  const context = stepContext({ secrets: [{ name: 'token', value: 'hunter-22' }] });
  const settings = { message: 'hunter-22 was not taken' };

  const outcome = await failExecutor().execute(plannedStep('fail', settings), settings, context);

  expect(outcome).toEqual({
    kind: 'failed',
    error: { kind: 'failed', message: '[secret token] was not taken' },
    outputs: {},
  });
});
