import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { VaultSettings } from '../../src/adapters/vault/settings.ts';
import { listen } from './server.ts';

export interface FakeVault extends AsyncDisposable {
  readonly url: string;
  /** What it was asked, in order. */
  readonly asked: readonly Pick<IncomingMessage, 'method' | 'url' | 'headers'>[];
}

/** Stands where Vault would, for what a real one does not do. */
export async function serveVault(answer: RequestListener): Promise<FakeVault> {
  const asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, headers });
    answer(request, response);
  });
  return {
    url: await listen(server),
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Settings with a token, unless others are given. */
export function vaultSettings(address: string | null, given: Partial<VaultSettings> = {}): VaultSettings {
  const nothing = { authMethod: null, authMount: null, role: null, roleId: null, secretId: null };
  const rest = { jwt: null, jwtFile: null, namespace: null, caCert: null };
  return { address, token: 'a test', ...nothing, ...rest, ...given };
}
