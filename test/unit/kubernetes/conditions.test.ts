import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { hopelessBecause, judgeCondition, wantedCondition } from '../../../src/kubernetes/conditions.ts';

const object = (conditions: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
  kind: 'Job',
  metadata: { generation: 2 },
  status: { conditions, ...more },
});
const judge = (written: string, subject: JsonObject) => judgeCondition(subject, wantedCondition(written));

describe('a condition', () => {
  const available = { type: 'Available', status: 'True' };
  test('is true where nothing else is said, whatever its case', () => {
    expect(judge('available', object([available]))).toEqual({ holds: true, seen: 'Available is True' });
    expect(judge('Available=false', object([available]))).toMatchObject({ holds: false });
    expect(judge('Ready=Unknown', object([{ type: 'Ready', status: 'Unknown' }]))).toMatchObject({
      holds: true,
    });
  });
  test('that is not there says which are', () => {
    expect(judge('Ready', object([available]))).toEqual({
      holds: false,
      seen: 'it has no condition Ready, only Available',
    });
    expect(judge('Ready', { kind: 'Pod' })).toEqual({ holds: false, seen: 'it has no condition Ready' });
  });
  test('of before the last change does not count', () => {
    expect(judge('Available', object([available], { observedGeneration: 1 }))).toMatchObject({
      holds: false,
    });
    expect(judge('Available', object([available], { observedGeneration: 2 }))).toMatchObject({ holds: true });
    expect(judge('Available', object([{ ...available, observedGeneration: 1 }]))).toEqual({
      holds: false,
      seen: 'Available is True, of an older generation',
    });
  });
  test('says why', () => {
    const failed = { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'it failed' };
    expect(judge('Complete', object([failed])).holds).toBe(false);
    expect(hopelessBecause(object([failed]), wantedCondition('Complete'))).toBe(
      'Failed is True (BackoffLimitExceeded: it failed)',
    );
    expect(hopelessBecause(object([failed]), wantedCondition('Failed'))).toBeUndefined();
    expect(
      hopelessBecause({ ...object([failed]), kind: 'Custom' }, wantedCondition('Complete')),
    ).toBeUndefined();
  });
});
