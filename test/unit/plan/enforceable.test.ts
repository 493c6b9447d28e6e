import { describe, expect, test } from 'vitest';
import type { Spec } from '../../../src/model/generated/manifest.ts';
import type { Enforceable } from '../../../src/model/plan.ts';
import { enforcedOf, heldLimits, notEnforced, processLimits } from '../../../src/plan/enforceable.ts';
import { plannedStep } from '../../support/step-context.ts';

const spec: Spec = {
  runtime: { type: 'shell' },
  handlers: [],
  validation: { limits: { cpu: '500m', memory: '64Mi' } },
};
const limits = { cpu: 0.5, memoryBytes: 64 * 2 ** 20 };

const here = (...holds: Enforceable[]) => new Set(holds);

describe('what processes are held to', () => {
  test.each([
    ['1', 1],
    ['0.25', 0.25],
    ['250m', 0.25],
  ])('is %s of a processor', (cpu, share) => {
    expect(processLimits({ cpu })).toEqual({ cpu: share, memoryBytes: null });
  });

  test.each([
    [here('cpu', 'memory'), ['cpu', 'memory'], []],
    [
      here('memory-of-each'),
      ['memory'],
      ['limits.cpu 500m', 'limits.memory 64Mi for a step as a whole: each of its processes is held to it'],
    ],
    [here(), [], ['limits.cpu 500m', 'limits.memory 64Mi']],
  ])('is what holds here (%s), and the rest is said', (holds, held, lacking) => {
    const said = notEnforced(spec, [plannedStep('shell')], { here: holds });

    expect(enforcedOf(spec, holds)).toEqual(held);
    expect(said).toEqual([...lacking, 'network.egress none, for processes']);
    expect(heldLimits({ limits, enforced: enforcedOf(spec, holds) })).toEqual({
      cpu: held.includes('cpu') ? 0.5 : null,
      memoryBytes: held.includes('memory') ? limits.memoryBytes : null,
    });
  });

  test('is nothing where no process is started', () => {
    expect(notEnforced(spec, [plannedStep('http')], { here: new Set() })).toEqual([]);
  });

  test('says where to, by the values of its inputs', () => {
    const open = { ...spec, validation: { network: { egress: ['${{ inputs.endpoint }}'] } } };
    const known = { here: here('cpu', 'memory'), egress: ['s3.example:443'] };

    expect(notEnforced(open, [plannedStep('shell')], known)).toEqual([
      'network.egress s3.example:443, for processes',
    ]);
  });
});
