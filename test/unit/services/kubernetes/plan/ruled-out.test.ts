import { expect, test } from 'vitest';
import { isRuledOut } from '../../../../../src/services/kubernetes/plan/ruled-out.ts';

const INPUTS = { rebalance: false, replicas: 3 };

test.each(['inputs.rebalance', 'inputs.replicas > 3', 'false'])(
  'a step is ruled out where the inputs make its condition false: %s',
  (when) => expect(isRuledOut({ when }, INPUTS)).toBe(true),
);

test.each([
  null,
  '!inputs.rebalance',
  'inputs.rebalance || steps.look.outputs.found',
  'failed() && inputs.rebalance == false',
  'inputs.replicas > 1 && item == "web"',
])('a step that may run is not: %s', (when) => expect(isRuledOut({ when }, INPUTS)).toBe(false));
