import type { Outside } from '../../src/adapters/executor/all.ts';
import { VaultClient } from '../../src/adapters/vault/client.ts';

/** Services of nobody's settings, but for a Vault at an address. */
export function outsideAt(address: () => string | null): Outside {
  const nothing = { authMethod: null, authMount: null, role: null, roleId: null, secretId: null };
  const rest = { jwt: null, jwtFile: null, namespace: null, caCert: null };
  return {
    vault: async () => new VaultClient({ address: address(), token: 'a test', ...nothing, ...rest }),
    promUrl: null,
  };
}

export const NOWHERE: Outside = outsideAt(() => null);
