import { describe, expect, it } from 'vitest';
import { captureOfToken } from '../../../src/model/own-token.ts';
import type { RunEvent } from '../../../src/model/run.ts';
import { HeldLeases } from '../../../src/run/held-leases.ts';
import { plannedStep } from '../../support/step-context.ts';

const captured = (accessor: string, step = 'creds'): RunEvent => {
  return { type: 'step-captured', step, phase: 'steps', attempt: 1, state: captureOfToken(accessor) };
};
const done = (step = 'creds'): RunEvent => {
  const lease = { id: `lease/${step}`, seconds: 60, renewable: true };
  return { type: 'step-done', step, phase: 'steps', attempt: 1, outputs: { lease } };
};

function heldAfter(settings: { keepLease: boolean }, events: readonly RunEvent[]) {
  const step = { ...plannedStep('vault', { ...settings, ownToken: true }), name: 'creds', action: 'read' };
  const held = new HeldLeases({ steps: [step], rollback: [] });
  for (const event of events) held.see(event);
  return { tokens: held.tokens.map(({ accessor }) => accessor), leases: held.all.map(({ id }) => id) };
}

describe('tokens of single credentials', () => {
  it('are held while nobody knows what was made with them', () => {
    expect(heldAfter({ keepLease: true }, [captured('a')])).toEqual({ tokens: ['a'], leases: [] });
  });

  it('are let go with the lease that outlives the run, but for those of earlier attempts', () => {
    const events = [captured('a'), captured('b'), done()];

    expect(heldAfter({ keepLease: true }, events)).toEqual({ tokens: ['a'], leases: [] });
  });

  it('are let go one item at a time', () => {
    const events = [captured('a', 'creds[0]'), captured('b', 'creds[1]'), done('creds[0]')];

    expect(heldAfter({ keepLease: true }, events)).toEqual({ tokens: ['b'], leases: [] });
  });

  it('end with a run whose lease ends with it', () => {
    const events = [captured('a'), done()];

    expect(heldAfter({ keepLease: false }, events)).toEqual({ tokens: ['a'], leases: ['lease/creds'] });
  });

  it('of other steps, which capture what they like, are none', () => {
    expect(heldAfter({ keepLease: true }, [captured('a', 'other')])).toEqual({ tokens: [], leases: [] });
  });
});
