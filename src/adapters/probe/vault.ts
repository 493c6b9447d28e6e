import type { Probe } from '../../ports/probe.ts';
import type { VaultSettings } from '../vault/settings.ts';

/** Vault, unsealed, and taking the token or the login where one is given. */
export function vaultProbe(settings: VaultSettings): Probe {
  return {
    name: 'vault',
    env: 'VAULT_ADDR',
    critical: false,
    disables: ['vault steps', 'vault:// secrets', 'keys in Vault'],
    fix: 'export VAULT_ADDR=URL VAULT_TOKEN=TOKEN  # then: vault status',
    find: async (signal) => {
      if (settings.address === null) return undefined;
      const { openVault } = await import('../vault/api.ts');
      const api = await openVault(settings, '');
      const requestOptions = { signal, anyStatus: true };
      const { initialized, sealed, version } = await api.health({ requestOptions });
      if (typeof version !== 'string') throw new Error('what answers there is not Vault');
      if (initialized !== true) throw new Error('Vault is not initialized');
      if (sealed === true) throw new Error('Vault is sealed');
      if (!(await hasCredentials(settings))) return `Vault ${version}, no token`;
      const { VaultClient } = await import('../vault/client.ts');
      await new VaultClient(settings).tokenLookupSelf({ signal });
      return `Vault ${version}`;
    },
  };
}

async function hasCredentials(settings: VaultSettings): Promise<boolean> {
  const { openSession } = await import('../vault/login.ts');
  const { VaultFailure } = await import('../vault/failure.ts');
  const { token, authMethod, role, roleId } = settings;
  if ([token, authMethod, role, roleId].some((given) => given !== null)) return true;
  try {
    await openSession(settings, undefined);
    return true;
  } catch (error) {
    if (error instanceof VaultFailure) return false;
    throw error;
  }
}
