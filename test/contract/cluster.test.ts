import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clustersOf, openCluster } from '../../src/adapters/kubernetes/open-cluster.ts';
import { patient } from '../../src/adapters/kubernetes/patient.ts';
import { listAt, textAt } from '../../src/kubernetes/parts.ts';
import type { ApiKind, ApiRequest } from '../../src/model/cluster.ts';
import { type Cluster, ClusterError } from '../../src/ports/cluster.ts';
import { DeclaredCluster } from '../../src/services/kubernetes/declared-cluster.ts';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';

const here = clusterHere();
const ALL = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'], namespaces: null, resourceNames: null }];

/** What is asked of a cluster, of the connection and of all that stands before it. */
const KINDS: readonly (readonly [string, (space: TestNamespace) => Promise<Cluster>])[] = [
  ['a connection', open],
  ['a patient one', async (space) => patient(await open(space))],
  ['one that asks what is declared', async (space) => new DeclaredCluster(await open(space), ALL)],
  [
    'one that asks as an account',
    (space) =>
      clustersOf({ kubeconfig: space.kubeconfig, context: null, namespace: null }).openAs({
        namespace: space.name,
        name: 'asks',
      }),
  ],
];

function open({ kubeconfig }: TestNamespace): Promise<Cluster> {
  return openCluster({ kubeconfig, context: null, namespace: null });
}

describe.skipIf(here === undefined).each(KINDS)('a cluster: %s', (_, opens) => {
  let space: TestNamespace;
  let cluster: Cluster;
  let configMaps: ApiKind;
  const signal = AbortSignal.timeout(60_000);

  beforeAll(async () => {
    space = await (await sharedCluster()).namespace();
    await space.kubectl(['create', 'serviceaccount', 'asks']);
    await space.kubectl([
      'create',
      'rolebinding',
      'asks',
      '--clusterrole=admin',
      `--serviceaccount=${space.name}:asks`,
    ]);
    cluster = await opens(space);
    const kinds = await cluster.kinds({ signal });
    const found = kinds.find(({ kind, group }) => kind === 'ConfigMap' && group === '');
    if (found === undefined) throw new Error('there are no ConfigMaps');
    configMaps = found;
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const request = (
    verb: ApiRequest['verb'],
    name: string | null,
    more: Partial<ApiRequest> = {},
  ): ApiRequest => ({
    verb,
    kind: configMaps,
    namespace: space.name,
    name,
    ...more,
  });
  const create = (name: string) => cluster.send(request('create', null, { body: body(name) }), signal);
  const failure = async (wrong: ApiRequest): Promise<string> => {
    const error = await cluster.send(wrong, signal).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof ClusterError) return `${error.failure} ${error.status}`;
    throw new Error(`no ClusterError: ${String(error)}`);
  };

  test('says where it is, and knows its kinds by all their names', () => {
    expect([cluster.namespace, new URL(cluster.server).protocol]).toEqual([space.name, 'https:']);
    expect(configMaps).toMatchObject({ resource: 'configmaps', namespaced: true, version: 'v1' });
    expect(configMaps.aliases).toEqual(expect.arrayContaining(['cm', 'configmap']));
  });

  test('makes, reads, lists, patches in four ways, tries, updates and deletes', async () => {
    await create('one');
    const patch = (way: NonNullable<ApiRequest['patch']>, sent: NonNullable<ApiRequest['body']>) =>
      cluster.send(
        request('patch', 'one', {
          patch: way,
          body: sent,
          query: { fieldManager: 'test', ...(way === 'apply' && { force: 'true' }) },
        }),
        signal,
      );
    await patch('merge', { data: { merge: '1' } });
    await patch('strategic', { data: { strategic: '1' } });
    await patch('json', [{ op: 'add', path: '/data/json', value: '1' }]);
    await patch('apply', body('one', { apply: '1' }));
    const tried = request('patch', 'one', {
      patch: 'merge',
      body: { data: { tried: '1' } },
      query: { dryRun: 'All' },
    });
    expect(await cluster.send(tried, signal)).toMatchObject({ data: { tried: '1' } });
    const live = await cluster.send(request('get', 'one'), signal);
    expect(live['data']).toEqual({ merge: '1', strategic: '1', json: '1', apply: '1' });
    expect(
      await cluster.send(request('update', 'one', { body: { ...live, data: {} } }), signal),
    ).not.toHaveProperty('data');
    const list = await cluster.send(
      request('list', null, { query: { fieldSelector: 'metadata.name=one' } }),
      signal,
    );
    expect(listAt(list, 'items')).toHaveLength(1);
    await cluster.send(request('delete', 'one'), signal);
    expect(await failure(request('get', 'one'))).toBe('not-found 404');
  });

  test('says in one word what is wrong', async () => {
    await create('two');
    expect(await failure(request('create', null, { body: body('two') }))).toBe('already-exists 409');
    expect(await failure(request('create', null, { body: body('Not a name') }))).toBe('invalid 422');
    const apply = request('patch', 'two', { body: body('two', { a: '1' }), query: { fieldManager: 'one' } });
    await cluster.send(apply, signal);
    const other = { ...apply, body: body('two', { a: '2' }), query: { fieldManager: 'two' } };
    expect(await failure(other)).toBe('conflict 409');
    const old = request('update', 'two', {
      body: { ...body('two'), metadata: { name: 'two', resourceVersion: '1' } },
    });
    expect(await failure(old)).toBe('conflict 409');
    expect(await failure({ ...request('list', null), query: { limit: '1', continue: 'x' } })).toMatch(
      /^(expired|invalid) /,
    );
  });

  test('gives a stream as it comes, after an empty chunk, and ends it with its reader and with the signal', async () => {
    await create('three');
    const watching = request('watch', null, { query: { fieldSelector: 'metadata.name=three' } });
    const chunks: string[] = [];
    for await (const chunk of cluster.stream(watching, signal)) {
      chunks.push(Buffer.from(chunk).toString());
      if (chunks.length === 2) break;
    }
    expect(chunks[0]).toBe('');
    expect(textAt(JSON.parse(chunks[1] ?? ''), 'object', 'metadata', 'name')).toBe('three');

    const own = new AbortController();
    const began = performance.now();
    setTimeout(() => own.abort(), 300);
    const all = (async () => {
      for await (const chunk of cluster.stream(watching, own.signal))
        chunks.push(Buffer.from(chunk).toString());
    })();
    await expect(all).rejects.toThrow(/abort/i);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

function body(name: string, data = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}
