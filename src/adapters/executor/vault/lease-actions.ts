import { parseDuration } from '../../../base/duration.ts';
import { textOf } from '../../../base/json.ts';
import { leaseIn } from '../../vault/read-secret.ts';
import { StepFailure } from '../step-failure.ts';
import { type Action, leaseOutput } from './action.ts';

export const renew: Action = async ({ vault, settings, signal }) => {
  const id = textOf(settings['lease']);
  const asked = { lease_id: id, ...incrementOf(textOf(settings['increment'])) };
  const shown = `the lease ${id}`;
  const lease = leaseIn(await vault.renew(asked, { shown, signal }));
  return { outputs: leaseOutput(lease), secrets: [], done: `renewed ${shown}` };
};

/** A lease that is gone already is revoked. */
export const revoke: Action = async ({ vault, settings, signal }) => {
  const id = textOf(settings['lease']);
  const shown = `the lease ${id}`;
  await vault.write('sys/leases/revoke', { lease_id: id, sync: true }, { shown, signal });
  return { outputs: { lease: { id, seconds: 0 } }, secrets: [], done: `revoked ${shown}` };
};

function incrementOf(increment: string): { readonly increment?: number } {
  if (increment === '') return {};
  try {
    return { increment: Math.ceil(parseDuration(increment) / 1000) };
  } catch {
    throw new StepFailure('refused', `increment "${increment}" is not a duration`);
  }
}
