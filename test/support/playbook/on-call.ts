import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { listen } from '../server.ts';

/** Somebody who is on call: a webhook of this machine that keeps what it is told. */
export interface OnCall extends AsyncDisposable {
  readonly url: string;
  /** What was told, in order: each body, and under which idempotency key it came. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects.
  readonly told: { readonly key: string; readonly body: any }[];
}

export async function onCall(): Promise<OnCall> {
  const told: OnCall['told'] = [];
  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    told.push({ key: String(request.headers['idempotency-key']), body: await json(request) });
    response.writeHead(200).end();
  };
  const server = createServer((request, response) => void hear(request, response));
  const url = `${await listen(server)}/alerts`;
  return {
    url,
    told,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
