import http from 'node:http';
import type net from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server on a free port of this machine, which ends with the scope. */
export async function listening(server: net.Server): Promise<AsyncDisposable & { readonly port: number }> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if (server instanceof http.Server) server.closeAllConnections();
      }),
  };
}
