import { describe, expect, test } from 'vitest';
import { allExecutors } from '../../../../src/adapters/executor/all.ts';
import type { JsonObject } from '../../../../src/base/json.ts';
import type { StepType } from '../../../../src/model/generated/manifest.ts';
import { plannedStep, stepContext } from '../../../support/step-context.ts';

describe('declared outputs', () => {
  test.each([
    [
      'shell',
      { command: ['sh', '-c', `echo '{"n": "x"}' > "$ATOMCTL_OUTPUT"`] },
      { n: { type: 'integer' } },
      'n must be integer',
    ],
    ['shell', { command: ['true'] }, { n: {} }, "they must have required property 'n'"],
    ['wait', { duration: '0s' }, { until: { type: 'integer' } }, 'until must be integer'],
    ['notify', { message: 'hello' }, { status: {} }, "they must have required property 'status'"],
  ] as const)(
    'of a %s step are what it gives, or it has failed',
    async (...[type, settings, declared, why]) => {
      const outcome = await execute(type, settings, declared);

      expect(outcome).toMatchObject({
        kind: 'failed',
        error: { kind: 'failed', message: `its outputs are not as declared: ${why}` },
      });
    },
  );

  test('that fit change nothing', async () => {
    expect(await execute('wait', { duration: '0s' }, { until: { type: 'string' } })).toMatchObject({
      kind: 'done',
    });
  });
});

async function execute(type: StepType, settings: JsonObject, declared: JsonObject) {
  const executor = allExecutors(process.env, () => new Date()).find((one) => one.type === type);
  return executor?.execute(plannedStep(type, settings, declared), settings, stepContext());
}
