import { parseDuration } from '../../../base/duration.ts';
import { textOf } from '../../../base/json.ts';
import { wordsOf } from '../../vault/answer-failure.ts';
import { VaultFailure } from '../../vault/failure.ts';
import { leaseIn } from '../../vault/read-secret.ts';
import { StepFailure } from '../step-failure.ts';
import { type Action, leaseOutput, objectAt } from './action.ts';

/** A lease that has ended is none any more. */
export const lookup: Action = async ({ vault, settings, signal }) => {
  const id = textOf(settings['lease']);
  if (id === '') throw new StepFailure('refused', 'nothing says which lease: it is empty');
  const shown = `the lease ${id}`;
  try {
    const answer = await vault.write('sys/leases/lookup', { lease_id: id }, { shown, signal });
    const { ttl, renewable } = objectAt(answer, 'data');
    const seconds = typeof ttl === 'number' ? Math.max(0, ttl) : 0;
    const lease = { id, seconds, renewable: renewable === true };
    return { outputs: { exists: true, lease }, secrets: [], done: `${shown} lasts ${seconds} s` };
  } catch (error) {
    if (!isNoLease(error)) throw error;
    if (settings['optional'] !== true) throw new StepFailure('failed', `Vault has no lease ${id}`);
    const lease = { id, seconds: 0, renewable: false };
    return { outputs: { exists: false, lease }, secrets: [], done: `Vault has no lease ${id}` };
  }
};

function isNoLease(error: unknown): boolean {
  return error instanceof VaultFailure && /invalid lease|lease not found/.test(wordsOf(error.body));
}

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
