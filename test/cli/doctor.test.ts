import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { DoctorCheck, DoctorReport } from '../../src/model/doctor.ts';
import { cli, type CliResult, temporaryDirectory } from '../support/cli.ts';

const NOTHING = Object.fromEntries(
  ['KUBECONFIG', 'VAULT_ADDR', 'PROM_URL', 'S3_BUCKET', 'MILVUS_ENDPOINT', 'VECTOR_DB_URL', 'OPENAI_KEY'].map(
    (name) => [name, ''],
  ),
);
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('atomctl doctor', () => {
  const home = temporaryDirectory();
  const doctor = async (env: Record<string, string>) =>
    cli(home)(['doctor', '--json'], { env: { ...NOTHING, HOME: home, ...env } });

  test('finds the home and SQLite, and says what is missing and what that disables', async () => {
    const result = await doctor({});

    expect(result.exitCode).toBe(0);
    expect(check(result, 'home')).toMatchObject({ state: 'ok', critical: true, fix: null });
    expect(check(result, 'sqlite')).toMatchObject({
      state: 'ok',
      detail: expect.stringMatching(/^SQLite 3/),
    });
    expect(check(result, 'vault')).toEqual({
      name: 'vault',
      env: 'VAULT_ADDR',
      state: 'missing',
      critical: false,
      disables: ['vault steps', 'vault:// secrets', 'keys in Vault'],
      detail: null,
      fix: 'export VAULT_ADDR=URL VAULT_TOKEN=TOKEN  # then: vault status',
    });
  });

  test('exits 7 when the home cannot be made', async () => {
    writeFileSync(path.join(home, 'occupied'), '');
    const result = await doctor({ ATOMCTL_HOME: path.join(home, 'occupied', 'home') });

    expect(result.exitCode).toBe(7);
    expect(check(result, 'home')).toMatchObject({ state: 'failing', critical: true });
  });

  test('takes what answers like the real thing', async () => {
    const url = await serve((request, response) => {
      const { url: asked = '' } = request;
      response.setHeader('content-type', 'application/json');
      if (asked.startsWith('/v1/sys/health'))
        response.end('{"initialized":true,"sealed":false,"version":"1.18.0"}');
      else if (asked === '/version') response.end('{"gitVersion":"v1.36.3","major":"1","minor":"36"}');
      else if (asked.startsWith('/api/v1/query')) response.end('{"status":"success"}');
      else if (asked === '/models')
        response.writeHead(request.headers.authorization === 'Bearer key' ? 200 : 401).end();
      else if (asked === '/audit') response.writeHead(403).end();
      else if (asked === '/_ping') response.end('OK');
      else response.writeHead(500).end();
    });
    const kubeconfig = path.join(home, 'kubeconfig');
    writeFileSync(kubeconfig, kubeconfigOf(url));
    const result = await doctor({
      KUBECONFIG: kubeconfig,
      VAULT_ADDR: url,
      PROM_URL: `${url}/`,
      S3_BUCKET: 'audit',
      AWS_ENDPOINT_URL: url,
      VECTOR_DB_URL: url,
      OPENAI_KEY: 'key',
      OPENAI_BASE_URL: url,
      DOCKER_HOST: url.replace('http:', 'tcp:'),
    });

    expect(checks(result).filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(check(result, 'cluster').detail).toContain('v1.36.3');
    expect(check(result, 'vector store').env).toBe('VECTOR_DB_URL');
  });

  test('calls a sealed Vault, a refused key and a closed port failing, and says why', async () => {
    const url = await serve((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url?.startsWith('/v1/sys/health') === true)
        response.writeHead(503).end('{"initialized":true,"sealed":true,"version":"1.18.0"}');
      else response.writeHead(401).end();
    });
    const result = await doctor({
      VAULT_ADDR: url,
      OPENAI_KEY: 'wrong',
      OPENAI_BASE_URL: url,
      PROM_URL: 'http://127.0.0.1:59999',
    });

    expect(result.exitCode).toBe(0);
    expect(check(result, 'vault')).toMatchObject({ state: 'failing', detail: 'Vault is sealed' });
    expect(check(result, 'embedding provider')).toMatchObject({
      state: 'failing',
      detail: 'the key is refused',
    });
    expect(check(result, 'prometheus')).toMatchObject({
      state: 'failing',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
    expect(result.stdout).not.toContain('wrong');
  });

  test('gives up on everything that is silent after 3 seconds, and ends', async () => {
    const url = await serve(() => {});
    const kubeconfig = path.join(home, 'silent');
    writeFileSync(kubeconfig, kubeconfigOf(url));
    const started = Date.now();
    const result = await doctor({ VAULT_ADDR: url, PROM_URL: url, KUBECONFIG: kubeconfig, DOCKER_HOST: url });

    expect(check(result, 'prometheus')).toMatchObject({ state: 'failing', detail: 'no answer within 3 s' });
    expect(check(result, 'vault').state).toBe('failing');
    expect(check(result, 'cluster').state).toBe('failing');
    expect(Date.now() - started).toBeLessThan(8000);
  });
});

function checks(result: CliResult): readonly DoctorCheck[] {
  const report: DoctorReport = result.json();
  return report.checks;
}

function check(result: CliResult, name: string): DoctorCheck {
  const found = checks(result).find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`doctor has no check ${name}`);
  return found;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a listening TCP server has a port.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

function kubeconfigOf(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'test', user: {} }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    'current-context': 'test',
  });
}
