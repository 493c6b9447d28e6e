import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from './server.ts';

export interface HoldingVault extends AsyncDisposable {
  readonly url: string;
  /** When the real one has answered the request that is held. */
  readonly answered: Promise<void>;
}

/** A proxy before a real Vault that keeps the first answer from below a path to itself. */
export async function holdingVault(url: string, path: string): Promise<HoldingVault> {
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  let held = false;
  const forward = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { method = 'GET', url: asked = '', headers } = request;
    const token = [headers['x-vault-token'] ?? ''].flat().join('');
    const body = parts.length === 0 ? null : Buffer.concat(parts);
    const answer = await fetch(`${url}${asked}`, { method, headers: { 'x-vault-token': token }, body });
    const text = await answer.text();
    if (asked.startsWith(`/v1/${path}`) && !held) {
      held = true;
      resolve();
      return;
    }
    response.writeHead(answer.status).end(text);
  };
  const server = createServer((request, response) => void forward(request, response));
  return {
    url: await listen(server),
    answered,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
