import { parseDuration } from '../../../base/duration.ts';
import { textOf } from '../../../base/json.ts';
import { leaseIn } from '../../vault/read-secret.ts';
import { StepFailure } from '../step-failure.ts';
import { type Action, leaseOutput } from './action.ts';

export const renew: Action = async ({ vault, settings, signal }) => {
  const id = textOf(settings['lease']);
  const body = { lease_id: id, ...incrementOf(textOf(settings['increment'])) };
  const shown = `the lease ${id}`;
  const lease = leaseIn(
    await vault.request({ method: 'POST', path: 'sys/leases/renew', shown, body, signal }),
  );
  return { outputs: leaseOutput(lease), secrets: [], done: `renewed ${shown}` };
};

/** A lease that is gone already is revoked. */
export const revoke: Action = async ({ vault, settings, signal }) => {
  const id = textOf(settings['lease']);
  const body = { lease_id: id, sync: true };
  await vault.request({ method: 'POST', path: 'sys/leases/revoke', shown: `the lease ${id}`, body, signal });
  return { outputs: {}, secrets: [], done: `revoked the lease ${id}` };
};

function incrementOf(increment: string): { readonly increment?: number } {
  if (increment === '') return {};
  try {
    return { increment: Math.ceil(parseDuration(increment) / 1000) };
  } catch {
    throw new StepFailure('refused', `increment "${increment}" is not a duration`);
  }
}
