import { createServer, type Socket } from 'node:net';

/** What the peer does with a request, by its path. */
const BEHAVIOURS: Readonly<Record<string, (socket: Socket) => void>> = {
  '/drops': (socket) => socket.destroy(),
  '/resets': (socket) => socket.resetAndDestroy(),
  '/drops-within': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nten bytes!');
    setTimeout(() => socket.destroy(), 20);
  },
  '/says-less': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nten bytes!'),
  '/says-more': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nten bytes!'),
  '/says-two': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nhello'),
  '/is-no-http': (socket) => socket.end('220 mail.example.org ESMTP\r\n'),
  '/never-ends': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const timer = setInterval(() => socket.write('4\r\nmore\r\n'), 1);
    socket.on('close', () => clearInterval(timer));
  },
  '/is-silent': () => {},
  '/too-late': (socket) => {
    setTimeout(() => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'), 2000);
  },
  '/round': (socket) => socket.end('HTTP/1.1 302 Found\r\nlocation: /round\r\ncontent-length: 0\r\n\r\n'),
  '/to-metadata': (socket) =>
    socket.end('HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/latest\r\ncontent-length: 0\r\n\r\n'),
  '/to-decimal': (socket) =>
    socket.end('HTTP/1.1 302 Found\r\nlocation: http://2130706433:1/\r\ncontent-length: 0\r\n\r\n'),
  '/to-file': (socket) =>
    socket.end('HTTP/1.1 302 Found\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n'),
  '/busy': (socket) => socket.end('HTTP/1.1 429 Too Many\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n'),
};

export interface HostilePeer extends AsyncDisposable {
  /** host:port of the loopback. */
  readonly place: string;
}

/** An HTTP server that does not keep to HTTP: it drops, delays, redirects, lies about lengths and answers too late. */
export async function hostilePeer(): Promise<HostilePeer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', (request) => {
      const [, path = ''] = request.toString().split(' ');
      BEHAVIOURS[path]?.(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { place: `127.0.0.1:${address.port}`, [Symbol.asyncDispose]: stop };
}
