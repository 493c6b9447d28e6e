import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findLogin } from '../../../../src/adapters/kubernetes/find-login.ts';
import { temporaryDirectory } from '../../../support/cli.ts';

interface Names {
  readonly current?: string;
  readonly contexts?: readonly string[];
  readonly server?: string;
}

/** Each context has a cluster and a user of its name. */
function config({ current, contexts = ['test'], server = 'https://one.example' }: Names): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    ...(current !== undefined && { 'current-context': current }),
    contexts: contexts.map((name) => ({
      name,
      context: { cluster: name, user: name, namespace: `ns-${name}` },
    })),
    clusters: contexts.map((name) => ({ name, cluster: { server, 'certificate-authority': 'ca.crt' } })),
    users: contexts.map((name) => ({ name, user: { tokenFile: '../token' } })),
  });
}

function write(text: string, name = 'config'): string {
  const file = path.join(temporaryDirectory(), name);
  writeFileSync(file, text);
  return file;
}

const home = temporaryDirectory();
const nowhere = { env: { HOME: home }, account: path.join(home, 'none') };
const find = (kubeconfig: string | null, context: string | null = null) =>
  findLogin({ kubeconfig, context }, nowhere);
const failure = (kubeconfig: string | null, context: string | null = null) =>
  find(kubeconfig, context).then(
    () => undefined,
    ({ code, message, hint }) => ({ code, message, hint }),
  );

describe('a kubeconfig', () => {
  test('gives the current context, its paths meant from its own folder', async () => {
    const file = write(config({ current: 'test' }));
    expect(await find(file)).toEqual({
      context: 'test',
      server: 'https://one.example',
      namespace: 'ns-test',
      cluster: {
        server: 'https://one.example',
        'certificate-authority': path.join(path.dirname(file), 'ca.crt'),
      },
      user: { tokenFile: path.resolve(path.dirname(file), '../token') },
    });
  });

  test('of several files is merged as kubectl does: whoever is first to say a name wins', async () => {
    const first = write(config({ contexts: ['a'], server: 'https://first.example' }));
    const second = write(config({ current: 'a', contexts: ['a', 'b'], server: 'https://second.example' }));
    const third = write(config({ current: 'b', contexts: ['b'], server: 'https://third.example' }));
    const all = [first, path.join(home, 'missing'), second, third].join(path.delimiter);
    expect(await find(all)).toMatchObject({ context: 'a', server: 'https://first.example' });
    expect(await find(all, 'b')).toMatchObject({ context: 'b', server: 'https://second.example' });
  });

  test('lies at ~/.kube/config where nothing else is said', async () => {
    const other = temporaryDirectory();
    mkdirSync(path.join(other, '.kube'));
    writeFileSync(path.join(other, '.kube', 'config'), config({ current: 'test' }));
    const surroundings = { env: { HOME: other }, account: path.join(other, 'none') };
    expect(await findLogin({ kubeconfig: null, context: null }, surroundings)).toMatchObject({
      context: 'test',
    });
  });

  test('that is missing, unreadable, no YAML, or no kubeconfig is named with what to type', async () => {
    const missing = path.join(home, 'missing');
    expect(await failure(missing)).toEqual({
      code: 'ATOM_NEEDS_MISSING',
      message: `There is no kubeconfig ${missing}`,
      hint: 'export KUBECONFIG=FILE',
    });
    expect(await failure(null)).toMatchObject({ message: expect.stringContaining('KUBECONFIG is not set') });
    expect(await failure(home)).toMatchObject({
      message: `The kubeconfig ${home} cannot be read: EISDIR`,
      hint: `ls -l ${home}`,
    });
    const broken = write('apiVersion: v1\ncontexts: [\n');
    expect(await failure(broken)).toMatchObject({
      message: expect.stringMatching(/config:\d+:\d+ is not YAML: /),
    });
    const other = write('kind: Pod\n');
    expect(await failure(other)).toMatchObject({ message: `${other} is no kubeconfig` });
    const bytes = write('');
    writeFileSync(bytes, Buffer.from([0xff, 0xfe]));
    expect(await failure(bytes)).toMatchObject({ message: `${bytes}:1:1 is not UTF-8 text` });
  });

  test.runIf(process.getuid?.() !== 0)('that may not be read says so', async () => {
    const file = write(config({ current: 'test' }));
    chmodSync(file, 0);
    expect(await failure(file)).toMatchObject({ message: `The kubeconfig ${file} cannot be read: EACCES` });
  });

  test('without a current context, or without the one that is asked for, says which there are', async () => {
    const file = write(config({ contexts: ['staging', 'production'] }));
    expect(await failure(file)).toMatchObject({
      message: `${file} has no current context; it has staging, production`,
      hint: 'kubectl config use-context CONTEXT  # or: --context CONTEXT',
    });
    expect(await failure(file, 'prodution')).toMatchObject({
      message: `${file} has no context "prodution", did you mean "production"?`,
      hint: 'kubectl config get-contexts',
    });
    expect(await failure(file, 'x')).toMatchObject({
      message: `${file} has no context "x"; it has staging, production`,
    });
    expect(await failure(write('{}'), null)).toMatchObject({
      message: expect.stringMatching(/it has none$/),
    });
  });

  test('whose context names what is not there, or whose server is no URL, says so', async () => {
    const gap = { contexts: [{ name: 'a', context: { cluster: 'b' } }], 'current-context': 'a' };
    expect(await failure(write(JSON.stringify(gap)))).toMatchObject({
      message: expect.stringMatching(/has no cluster "b"; it has none$/),
      hint: 'kubectl config view --context a',
    });
    const file = write(config({ current: 'test', server: 'ftp://x' }));
    expect(await failure(file)).toMatchObject({
      message: 'The server of the context "test" is no URL: "ftp://x"',
    });
  });
});

test('in a pod, the account of the pod is used', async () => {
  const account = temporaryDirectory();
  for (const [name, text] of Object.entries({ token: 't', namespace: 'shop\n', 'ca.crt': 'pem' }))
    writeFileSync(path.join(account, name), text);
  const env = { HOME: home, KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' };
  expect(await findLogin({ kubeconfig: null, context: null }, { env, account })).toEqual({
    context: 'in-cluster',
    server: 'https://[fd00::1]:6443',
    namespace: 'shop',
    cluster: { 'certificate-authority': path.join(account, 'ca.crt') },
    user: { tokenFile: path.join(account, 'token') },
  });
});
