import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findLogin } from '../../src/adapters/kubernetes/find-login.ts';
import { openCluster } from '../../src/adapters/kubernetes/open-cluster.ts';
import { patient } from '../../src/adapters/kubernetes/patient.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { ClusterError } from '../../src/ports/cluster.ts';
import { clusterHere, sharedCluster, type TestCluster, type TestNamespace } from '../support/cluster.ts';
import { listening } from '../support/listening.ts';
import { selfSigned } from '../support/self-signed.ts';

const here = clusterHere();
const signal = AbortSignal.timeout(250_000);

describe.skipIf(here === undefined)('who asks an API server', () => {
  let shared: TestCluster;
  let space: TestNamespace;
  let folder: string;
  let token: string;
  let ca: string;

  beforeAll(async () => {
    shared = await sharedCluster();
    space = await shared.namespace();
    folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-test-'));
    await space.kubectl([
      'create',
      'rolebinding',
      'viewer',
      '--clusterrole=view',
      `--serviceaccount=${space.name}:default`,
    ]);
    token = await space.kubectl(['create', 'token', 'default']);
    ca = admin().cluster['certificate-authority-data'] ?? '';
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const admin = (): { cluster: Record<string, string>; user: Record<string, string> } => {
    const { clusters, users } = parse(readFileSync(space.kubeconfig, 'utf8'));
    return { cluster: clusters[0].cluster, user: users[0].user };
  };
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const kubeconfig = (user: JsonObject, cluster: JsonObject = {}): string => {
    const config = {
      kind: 'Config',
      'current-context': 'test',
      contexts: [{ name: 'test', context: { cluster: 'c', user: 'u', namespace: space.name } }],
      clusters: [
        { name: 'c', cluster: { server: shared.server, 'certificate-authority-data': ca, ...cluster } },
      ],
      users: [{ name: 'u', user }],
    };
    return write(`kubeconfig-${Math.random()}`, JSON.stringify(config));
  };
  const account = () => `system:serviceaccount:${space.name}:default`;

  it('is told by a client certificate, in the file or beside it', async () => {
    const { user } = admin();
    const name = await whoIs(space.kubeconfig);
    const cert = Buffer.from(user['client-certificate-data'] ?? '', 'base64').toString();
    const key = Buffer.from(user['client-key-data'] ?? '', 'base64').toString();
    write('client.crt', cert);
    write('client.key', key);
    expect(await whoIs(kubeconfig({ 'client-certificate': 'client.crt', 'client-key': 'client.key' }))).toBe(
      name,
    );
    const other = {
      'client-certificate': 'client.crt',
      'client-key': 'client.key',
      as: 'somebody',
      'as-groups': ['system:masters'],
    };
    expect(await whoIs(kubeconfig(other))).toBe('somebody');
  });

  it('is told by a token, and by one in a file', async () => {
    expect(await whoIs(kubeconfig({ token }))).toBe(account());
    write('token', `${token}\n`);
    expect(await whoIs(kubeconfig({ tokenFile: 'token' }))).toBe(account());
    expect(await failure(kubeconfig({ tokenFile: 'none' }))).toMatchObject({
      failure: 'unauthorized',
      message: expect.stringMatching(/\/none, which the kubeconfig names, cannot be read: ENOENT$/),
    });
  });

  it('is the account of the pod where there is no kubeconfig', async () => {
    const pod = mkdtempSync(path.join(os.tmpdir(), 'atomctl-test-'));
    writeFileSync(path.join(pod, 'token'), token);
    writeFileSync(path.join(pod, 'ca.crt'), Buffer.from(ca, 'base64'));
    writeFileSync(path.join(pod, 'namespace'), space.name);
    const { hostname, port } = new URL(shared.server);
    const env = { HOME: pod, KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
    const settings = { kubeconfig: null, context: null };
    expect(await findLogin(settings, { env, account: pod })).toMatchObject({ namespace: space.name });
    expect(await nameOf(await openCluster({ ...settings, namespace: null }, { env, account: pod }))).toBe(
      account(),
    );
  });

  const plugin = (name: string, script: string): string => {
    const file = write(name, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return `./${name}`;
  };
  const exec = (command: string, more: JsonObject = {}) =>
    kubeconfig({
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never', ...more },
    });

  describe('by an exec plugin', () => {
    it('is what the program prints, which is told about the cluster', async () => {
      write('good.json', credential({ token }));
      const command = plugin(
        'good',
        `echo "$KUBERNETES_EXEC_INFO $1 $COLOUR" > "${folder}/asked"\ncat "${folder}/good.json"`,
      );
      const more = { args: ['arg'], env: [{ name: 'COLOUR', value: 'blue' }], provideClusterInfo: true };
      expect(await whoIs(exec(command, more))).toBe(account());
      const asked = readFileSync(path.join(folder, 'asked'), 'utf8');
      expect(asked).toMatch(/^\{.*\} arg blue\n$/);
      expect(JSON.parse(asked.slice(0, asked.lastIndexOf('}') + 1))).toMatchObject({
        kind: 'ExecCredential',
        spec: { interactive: false, cluster: { server: shared.server } },
      });
    });

    it('is asked again when its token has ended, and when the server does not take it any more', async () => {
      const count = path.join(folder, 'count');
      writeFileSync(count, '');
      // The first token is none that the server knows.
      write('first.json', credential({ token: 'ended' }));
      write(
        'second.json',
        credential({ token, expirationTimestamp: new Date(Date.now() + 11_000).toISOString() }),
      );
      const choose = `[ "$(wc -c < "${count}")" = 1 ] && cat "${folder}/first.json" || cat "${folder}/second.json"`;
      const command = plugin('renews', `printf x >> "${count}"\n${choose}`);
      const open = await openCluster({ kubeconfig: exec(command), context: null, namespace: null });
      const cluster = patient(open);
      const pods = (await cluster.kinds({ signal })).find(({ kind }) => kind === 'Pod');
      if (pods === undefined) throw new Error('no Pods');
      const list = () =>
        cluster.send({ verb: 'list', kind: pods, namespace: space.name, name: null }, signal);
      await list();
      expect(readFileSync(count, 'utf8')).toBe('xx');
      // It is renewed ten seconds early.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await Promise.all([list(), list(), list()]);
      expect(readFileSync(count, 'utf8')).toBe('xxx');
      await open.close();
    });

    it('that is not there, fails, or prints something else is named', async () => {
      expect(await failure(exec('./none', { installHint: 'apt install none' }))).toMatchObject({
        failure: 'unauthorized',
        message: expect.stringMatching(/^The kubeconfig's exec plugin .*\/none is not there$/),
        hint: 'apt install none',
      });
      expect(await failure(exec(plugin('fails', 'echo "log in first" >&2; exit 3')))).toMatchObject({
        message: expect.stringMatching(/fails failed with 3: log in first$/),
      });
      expect(await failure(exec(plugin('odd', 'echo hello')))).toMatchObject({
        message: expect.stringMatching(/odd gave no ExecCredential$/),
      });
    });
  });

  describe('in vain', () => {
    it('says that the token is wrong or has expired', async () => {
      expect(await failure(kubeconfig({ token: 'wrong' }))).toMatchObject({
        failure: 'unauthorized',
        message: `${shared.server} does not take the credentials of the context "test": they are wrong, or have expired`,
      });
    });

    it('says whom the kubeconfig does not trust', async () => {
      const { cert } = selfSigned('localhost');
      const other = Buffer.from(cert).toString('base64');
      const error = await failure(kubeconfig({ token }, { 'certificate-authority-data': other }));
      expect(error).toMatchObject({ failure: 'failed', unsent: false });
      expect(error.message).toMatch(/is signed by nobody whom the kubeconfig trusts/);
      expect(
        await whoIs(
          kubeconfig({ token }, { 'insecure-skip-tls-verify': true, 'certificate-authority-data': '' }),
        ),
      ).toBe(account());
      const named = await failure(kubeconfig({ token }, { 'tls-server-name': 'other.example' }));
      expect(named.message).toMatch(/the certificate of .* is for other names/);
    });

    it('says that the certificate of the server has expired', async () => {
      const { cert, key } = selfSigned('localhost', -1);
      await using server = await listening(tls.createServer({ cert, key }));
      const file = kubeconfig(
        { token },
        {
          server: `https://localhost:${server.port}`,
          'certificate-authority-data': Buffer.from(cert).toString('base64'),
        },
      );
      expect(await failure(file)).toMatchObject({
        failure: 'failed',
        message: expect.stringMatching(/^the certificate of .* is not valid at this time: /),
        hint: 'date',
      });
    });

    it('says that the client certificate is not taken', async () => {
      const { cert, key } = selfSigned('nobody');
      const file = kubeconfig({ 'client-certificate-data': base64(cert), 'client-key-data': base64(key) });
      expect(await failure(file)).toMatchObject({ failure: 'unauthorized' });
      const broken = kubeconfig({ 'client-certificate-data': base64('x'), 'client-key-data': base64('y') });
      expect((await failure(broken)).message).toMatch(
        /the certificate or key of the context "test" cannot be read/,
      );
    });

    it('says that nothing answers, that it is no API server, and that it speaks no TLS', async () => {
      const free = await listening(net.createServer());
      await free[Symbol.asyncDispose]();
      expect(
        await failure(kubeconfig({ token }, { server: `https://127.0.0.1:${free.port}` })),
      ).toMatchObject({
        failure: 'unavailable',
        unsent: true,
        message: expect.stringMatching(/does not answer: connect ECONNREFUSED/),
        hint: 'kubectl version',
      });
      expect(await failure(kubeconfig({ token }, { server: 'https://nowhere.invalid' }))).toMatchObject({
        failure: 'unavailable',
        unsent: true,
      });
      await using web = await listening(http.createServer((_, response) => response.end('<html>')));
      expect(
        (await failure(kubeconfig({ token }, { server: `http://127.0.0.1:${web.port}` }))).message,
      ).toMatch(/answers, but is no API server of Kubernetes/);
      expect(
        (await failure(kubeconfig({ token }, { server: `https://127.0.0.1:${web.port}` }))).message,
      ).toMatch(/does not speak TLS as the kubeconfig says/);
    });
  });

  it('goes through the proxy of the kubeconfig, and says so where that does not let it', async () => {
    const asked: string[] = [];
    const server = http.createServer();
    let lets = true;
    server.on('connect', (request, socket, head) => {
      asked.push(request.url ?? '');
      if (!lets) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      const { hostname, port } = new URL(`http://${request.url}`);
      const onward = net.connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
      return undefined;
    });
    await using proxy = await listening(server);
    const file = kubeconfig({ token }, { 'proxy-url': `http://user:word@127.0.0.1:${proxy.port}` });
    expect(await whoIs(file)).toBe(account());
    expect(asked[0]).toBe(new URL(shared.server).host);
    lets = false;
    const refused = await failure(file);
    expect(refused.message).toMatch(/the proxy to .* refuses: .*403/);
    await proxy[Symbol.asyncDispose]();
    const away = await failure(file);
    expect(away).toMatchObject({ failure: 'unavailable' });
    expect(away.message).toMatch(/does not answer through the proxy http:\/\/127.0.0.1:\d+\/?: /);
    expect(away.message).not.toContain('word');
  });
});

/** Who the server takes the user of a connection for. */
async function nameOf(cluster: Awaited<ReturnType<typeof openCluster>>): Promise<string> {
  try {
    const kinds = await cluster.kinds({ signal });
    const review = kinds.find(({ kind, version }) => kind === 'SelfSubjectReview' && version === 'v1');
    if (review === undefined) throw new Error('no SelfSubjectReview');
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const answer = await cluster.send(
      { verb: 'create', kind: review, namespace: null, name: null, body },
      signal,
    );
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the API says.
    return (answer['status'] as { userInfo: { username: string } }).userInfo.username;
  } finally {
    await cluster.close();
  }
}

function credential(status: JsonObject): string {
  return JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Who the server takes the user of a kubeconfig for. */
async function whoIs(file: string): Promise<string> {
  return nameOf(await openCluster({ kubeconfig: file, context: null, namespace: null }));
}

async function failure(file: string): Promise<ClusterError> {
  const error = await whoIs(file).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ClusterError) return error;
  throw new Error(`no ClusterError: ${String(error)}`);
}
