import { expect, test } from 'vitest';
import { allExecutors } from '../../../../src/adapters/executor/all.ts';
import { EXECUTED } from '../../../../src/adapters/executor/executed.ts';
import { NOWHERE } from '../../../support/outside.ts';

test('what is said to be carried out is what there are executors for', () => {
  expect(allExecutors({}, () => new Date(), NOWHERE).map(({ type }) => type)).toEqual(EXECUTED);
});
