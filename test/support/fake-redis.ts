import { createServer } from 'node:net';

export interface FakeRedis extends AsyncDisposable {
  readonly port: number;
  /** What was asked of it, a command a line. */
  readonly commands: string[];
}

/** A Redis that agrees to everything: what OpenBao's database engine makes users in. */
export async function startFakeRedis(): Promise<FakeRedis> {
  const commands: string[] = [];
  const server = createServer((socket) => {
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      text += chunk.toString();
      for (let taken = takeCommand(text); taken !== undefined; taken = takeCommand(text)) {
        text = text.slice(taken.length);
        commands.push(taken.words.join(' '));
        socket.write(answerTo(taken.words));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    port: address.port,
    commands,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A whole command of the RESP protocol: an array of bulk strings. */
function takeCommand(text: string): { readonly words: string[]; readonly length: number } | undefined {
  const [head, count] = /^\*(\d+)\r\n/.exec(text) ?? [];
  if (head === undefined) return undefined;
  const words: string[] = [];
  let at = head.length;
  for (let left = Number(count); left > 0; left -= 1) {
    const [start, size] = /^\$(\d+)\r\n/.exec(text.slice(at)) ?? [];
    if (start === undefined || text.length < at + start.length + Number(size) + 2) return undefined;
    at += start.length;
    words.push(text.slice(at, at + Number(size)));
    at += Number(size) + 2;
  }
  return { words, length: at };
}

function answerTo([command = '']: readonly string[]): string {
  if (command.toLowerCase() === 'hello') return '-ERR unknown command\r\n';
  return command.toLowerCase() === 'ping' ? '+PONG\r\n' : '+OK\r\n';
}
