import { describe, expect, it, test } from 'vitest';
import { AtomError } from '../../../src/base/errors.ts';
import type { Spec, Step } from '../../../src/model/generated/manifest.ts';
import { completeStep } from '../../../src/plan/complete-step.ts';
import { egressOf } from '../../../src/plan/egress.ts';
import { withValues } from '../../../src/plan/input-values.ts';

const SPEC: Spec = { runtime: { type: 'shell' }, handlers: [] };
const INPUTS = { patience: '90s', attempts: 5, pause: '2s', host: 'ci.example.org:8443', none: '' };

describe('times and attempts of a step that are inputs', () => {
  it('have their values in the plan', () => {
    const step: Step = {
      name: 'a',
      timeout: '${{ inputs.patience }}',
      retry: { attempts: '${{ inputs.attempts }}', backoff: { initial: '${{ inputs.pause }}', factor: 3 } },
    };
    expect(completeStep(withValues(step, INPUTS), SPEC)).toMatchObject({
      timeoutMs: 90_000,
      retry: { attempts: 5, initialMs: 2000, factor: 3, maxMs: 30_000 },
    });
  });

  it('stay as they are where they are written out', () => {
    const step: Step = { name: 'a', timeout: '1m', retry: { attempts: 2, backoff: { max: '5s' } } };
    expect(withValues(step, {})).toEqual(step);
    expect(withValues({ name: 'a' }, {})).toEqual({ name: 'a' });
  });

  test.each([
    [
      { timeout: '${{ inputs.host }}' },
      'a.timeout: ${{ inputs.host }} is "ci.example.org:8443", no duration',
    ],
    [{ timeout: '${{ inputs.gone }}' }, 'a.timeout: ${{ inputs.gone }} has no value'],
    [
      { retry: { attempts: '${{ inputs.attempts * 100 }}' } },
      'a.retry.attempts: ${{ inputs.attempts * 100 }} is "500"',
    ],
    [{ retry: { attempts: '${{ inputs.attempts - 5 }}' } }, 'no number from 1 to 100'],
    [
      { retry: { attempts: 2, backoff: { max: '${{ inputs.none }}' } } },
      'a.retry.backoff.max: ${{ inputs.none }} is "", no duration',
    ],
  ])('are refused where they are none: %j', (step, message) => {
    expect(problem(() => withValues({ name: 'a', ...step }, INPUTS))).toContain(message);
  });
});

describe('places of the network that are inputs', () => {
  test.each([
    ['${{ inputs.host }}', ['ci.example.org:8443']],
    ['${{ "https://hooks.example.org/T1/B2" }}', ['hooks.example.org:443']],
    ['${{ "http://[::1]:9090/" }}', ['[::1]:9090']],
    ['${{ "smtp://mail.example.org" }}', ['mail.example.org:25']],
    ['${{ inputs.none }}', []],
    ['written.example.org:1', ['written.example.org:1']],
  ])('%s is %j', (written, places) => {
    expect(egress(written)).toEqual(places);
  });

  test.each([
    ['${{ inputs.patience }}', 'is "90s", neither host:port nor a URL'],
    ['${{ "env://HOOK" }}', 'is a secret (env://HOOK)'],
    ['${{ "ftp://example.org/" }}', 'neither host:port nor a URL'],
    ['${{ inputs.gone }}', 'has no value'],
  ])('%s is refused', (written, message) => {
    expect(problem(() => egress(written))).toContain(message);
  });
});

function egress(...places: string[]): readonly string[] {
  return egressOf({ ...SPEC, validation: { network: { egress: places } } }, INPUTS);
}

function problem(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof AtomError && error.code === 'ATOM_INPUT_INVALID') return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
