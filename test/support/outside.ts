import type { Outside } from '../../src/adapters/executor/all.ts';
import { VaultClient } from '../../src/adapters/vault/client.ts';
import { vaultSettings } from './fake-vault.ts';

/** Services of nobody's settings, but for a Vault at an address. */
export function outsideAt(address: () => string | null): Outside {
  return {
    vault: async () => new VaultClient(vaultSettings(address())),
    promUrl: null,
  };
}

export const NOWHERE: Outside = outsideAt(() => null);
