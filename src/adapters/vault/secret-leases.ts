import type { LeaseFailure, SecretLeases } from '../../ports/secret-leases.ts';
import type { VaultClient } from './client.ts';
import { VaultFailure, type VaultProblem } from './failure.ts';
import { endOwnToken } from './own-token.ts';
import { leaseIn } from './read-secret.ts';

/** The leases that the Vault of the settings gave. */
export function vaultLeases(vault: () => Promise<VaultClient>): SecretLeases {
  return {
    renew: (id, { seconds, signal }) =>
      failing(async () => {
        const asked = { lease_id: id, increment: seconds };
        const answer = await (await vault()).renew(asked, { shown: `the lease ${id}`, signal });
        return leaseIn(answer)?.seconds ?? 0;
      }),
    revoke: (id) =>
      failing(async () => {
        const body = { lease_id: id, sync: true };
        await (await vault()).write('sys/leases/revoke', body, { shown: `the lease ${id}` });
        return null;
      }),
    endToken: (accessor) =>
      failing(async () => {
        await endOwnToken(await vault(), accessor, undefined);
        return null;
      }),
  };
}

async function failing<T>(act: () => Promise<T>): Promise<T | LeaseFailure> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof VaultFailure)) throw error;
    return { why: `${error.message} (try: ${error.hint})`, passing: PASSING.includes(error.problem) };
  }
}

const PASSING: readonly VaultProblem[] = ['unreachable', 'sealed', 'timeout', 'throttled', 'stopped'];
