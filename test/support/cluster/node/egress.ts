import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { FILES } from '../place.ts';
import { NODE_ADDRESS } from './addresses.ts';

/** What the addresses of the node and of its pods begin with. */
const OF_NODE = NODE_ADDRESS.replace(/\d+$/, '');

/** The API server's way to kubelets, pods and webhooks: into the node's network for its addresses, else from this host. */
export function startEgress(home: string): Server {
  const server = createServer();
  server.on('connect', ({ url = '' }, near, head) => {
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(url) ?? [];
    const inside = host.startsWith(OF_NODE);
    const far = inside ? connect(path.join(home, FILES.node)) : connect(Number(port), host);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    near.on('error', end);
    far.on('error', end);
    far.once('connect', () => {
      // Inside is such a proxy too, and its answer goes on to the API server.
      if (inside) far.write(`CONNECT ${url} HTTP/1.1\r\nHost: ${url}\r\n\r\n`);
      else near.write('HTTP/1.1 200 OK\r\n\r\n');
      far.write(head);
      near.pipe(far).pipe(near);
    });
  });
  return server.listen(path.join(home, FILES.egress));
}
