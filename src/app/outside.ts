import type { Outside } from '../adapters/executor/all.ts';
import type { VaultClient } from '../adapters/vault/client.ts';
import type { Config } from '../config/load.ts';
import { outsideOf } from '../config/outside.ts';

/** The services that the settings name, opened at their first use. */
export function outsideServices(config: Config): Outside {
  const { vault: settings, promUrl } = outsideOf(config);
  let client: VaultClient | undefined;
  return {
    vault: async () => {
      const { VaultClient } = await import('../adapters/vault/client.ts');
      client ??= new VaultClient(settings);
      return client;
    },
    promUrl,
  };
}
