import type { Probe } from '../../ports/probe.ts';

/** Vault, unsealed, and taking the token where one is given. */
export function vaultProbe(address: string | null, token: string | null, timeoutMs: number): Probe {
  return {
    name: 'vault',
    env: 'VAULT_ADDR',
    critical: false,
    disables: ['vault steps', 'vault:// secrets', 'keys in Vault'],
    fix: 'export VAULT_ADDR=URL VAULT_TOKEN=TOKEN  # then: vault status',
    find: async () => {
      if (address === null) return undefined;
      const { default: connect } = await import('node-vault');
      const vault = connect({
        endpoint: address,
        ...(token !== null && { token }),
        requestOptions: { timeout: timeoutMs },
      });
      const { initialized, sealed, version } = await vault.health();
      if (typeof version !== 'string') throw new Error('what answers there is not Vault');
      if (initialized !== true) throw new Error('Vault is not initialized');
      if (sealed === true) throw new Error('Vault is sealed');
      if (token === null) return `Vault ${version}, no token`;
      await vault.tokenLookupSelf();
      return `Vault ${version}`;
    },
  };
}
