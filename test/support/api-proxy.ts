import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

/** What becomes of one request. */
export type Fate =
  | 'pass'
  /** The connection breaks before the server hears of it. */
  | 'drop'
  /** The server does it, and its answer is lost. */
  | 'lose'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export interface SeenRequest {
  /** `GET /api/v1/…` */
  readonly line: string;
  readonly token: string | undefined;
}

/** A proxy before a real API server, which does harm. */
export interface ApiProxy extends AsyncDisposable {
  readonly url: string;
  /** A kubeconfig that asks through it, as the administrator of the cluster. */
  readonly kubeconfig: string;
  readonly seen: readonly SeenRequest[];
  /** Makes `seen` empty. */
  forget(): void;
  /** Decides on each request, in the order in which they come. */
  fate: (request: SeenRequest) => Fate;
  /** Breaks every connection that is open. */
  cut(): void;
  /** Refuses connections until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
}

/** The credentials of `kubeconfig` (as kubectl config view --raw gives it) stand behind it. */
export async function startApiProxy(kubeconfig: string, namespace = 'default'): Promise<ApiProxy> {
  const { server, agent } = behind(kubeconfig);
  const seen: SeenRequest[] = [];
  const front = http.createServer((request, response) => void answer(request, response));
  await listen(front, 0);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP.
  const { port } = front.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const token = request.headers.authorization?.replace('Bearer ', '');
    const one = { line: `${request.method} ${request.url}`, token };
    seen.push(one);
    const fate = proxy.fate(one);
    if (fate === 'drop') request.socket.destroy();
    else if (fate === 'pass' || fate === 'lose') forward(request, response, fate === 'lose');
    else response.writeHead(fate.status, fate.headers).end(fate.body ?? '');
  };

  const forward = (request: IncomingMessage, response: ServerResponse, lose: boolean) => {
    const { authorization: _, host: __, ...headers } = request.headers;
    const onward = https.request(
      `${server}${request.url}`,
      { method: request.method, headers, agent },
      (back) => {
        if (lose) {
          back.resume().on('end', () => request.socket.destroy());
          return;
        }
        response.writeHead(back.statusCode ?? 500, back.headers);
        response.flushHeaders();
        back.pipe(response).on('error', () => {});
        back.on('error', () => response.destroy());
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };

  const proxy: ApiProxy = {
    url,
    kubeconfig: writeKubeconfig(url, namespace),
    seen,
    forget: () => seen.splice(0),
    fate: () => 'pass',
    cut: () => front.closeAllConnections(),
    down: () =>
      new Promise((resolve) => {
        front.close(() => resolve());
        front.closeAllConnections();
      }),
    up: () => listen(front, port),
    [Symbol.asyncDispose]: async () => {
      if (front.listening) await proxy.down();
      agent.destroy();
    },
  };
  return proxy;
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function behind(kubeconfig: string) {
  const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8'));
  const { server, 'certificate-authority-data': ca } = clusters[0].cluster;
  const { 'client-certificate-data': cert, 'client-key-data': key } = users[0].user;
  return {
    server,
    agent: new https.Agent({
      ca: Buffer.from(ca, 'base64'),
      cert: Buffer.from(cert, 'base64'),
      key: Buffer.from(key, 'base64'),
      keepAlive: true,
    }),
  };
}

function writeKubeconfig(server: string, namespace: string, user: object = { token: 'first' }): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'atomctl-test-')), 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test', namespace } }],
    clusters: [{ name: 'test', cluster: { server } }],
    users: [{ name: 'test', user }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}
