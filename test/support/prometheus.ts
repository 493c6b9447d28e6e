import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../src/base/json.ts';
import { temporaryDirectory } from './cli.ts';
import { listen, type RunningServer, startServer } from './server.ts';

export interface TestPrometheus extends RunningServer {
  /** Sets what is scraped, as lines of the exposition format, and waits until a query says so. */
  expose(lines: readonly string[], seen: string): Promise<void>;
  /** The value that a query gives now, as Prometheus writes it; undefined where it gives none. */
  value(query: string): Promise<string | undefined>;
}

/** The real Prometheus, which scrapes a server of the test every second, or what `jobs` say in the place of it. */
export async function startPrometheus(
  program: string,
  jobs?: readonly JsonObject[],
): Promise<TestPrometheus> {
  let exposed: readonly string[] = [];
  const target = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(`${exposed.join('\n')}\n`);
  });
  const host = new URL(await listen(target)).host;
  const home = temporaryDirectory();
  const config = path.join(home, 'prometheus.yml');
  const job = { job_name: 'test', scrape_interval: '1s', static_configs: [{ targets: [host] }] };
  writeFileSync(config, JSON.stringify({ scrape_configs: jobs ?? [job] }));
  const server = await startServer(program, {
    args: (port) => [
      `--config.file=${config}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--storage.tsdb.path=${path.join(home, 'data')}`,
    ],
    ready: '/-/ready',
  });
  const value = async (query: string) => {
    const response = await fetch(`${server.url}/api/v1/query?query=${encodeURIComponent(query)}`);
    return sampleIn(await response.text());
  };
  return {
    url: server.url,
    value,
    async expose(lines, seen) {
      exposed = lines;
      for (let left = 200; (await value(seen)) === undefined; left -= 1) {
        if (left === 0) throw new Error(`${seen} is still unknown to Prometheus`);
        await sleep(100);
      }
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      target.closeAllConnections();
      target.close();
    },
  };
}

function sampleIn(answer: string): string | undefined {
  return /"value":\[[\d.]+,"([^"]*)"\]/.exec(answer)?.[1];
}
