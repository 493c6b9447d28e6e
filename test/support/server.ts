import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

export interface RunningServer extends AsyncDisposable {
  readonly url: string;
}

const PATIENCE_MS = 20_000;

/** Starts a server on a free port of the loopback, waits until `ready` answers, and ends it by its process id. */
export async function startServer(
  program: string,
  { args, ready }: { args: (port: number) => readonly string[]; ready: string },
): Promise<RunningServer> {
  const port = await freePort();
  const child = execa(program, args(port), { reject: false, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGKILL');
    await child;
  };
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
    if (await answers(`${url}${ready}`)) return { url, [Symbol.asyncDispose]: stop };
  }
  await stop();
  throw new Error(`${program} was not ready within ${PATIENCE_MS} ms`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** A port of the loopback that nobody has. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
