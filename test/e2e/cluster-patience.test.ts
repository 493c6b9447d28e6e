import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCluster } from '../../src/adapters/kubernetes/open-cluster.ts';
import { patient } from '../../src/adapters/kubernetes/patient.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { textAt } from '../../src/kubernetes/parts.ts';
import type { ApiKind, ApiRequest } from '../../src/model/cluster.ts';
import { type Cluster, ClusterError } from '../../src/ports/cluster.ts';
import { watch, watchObject } from '../../src/services/kubernetes/watch.ts';
import { type ApiProxy, type Fate, startApiProxy } from '../support/api-proxy.ts';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';

const here = clusterHere();
const QUICK = { mostMs: 8000, firstMs: 1000, initialMs: 20, longestMs: 200 };

describe.skipIf(here === undefined)('an API server that is in trouble', () => {
  let space: TestNamespace;
  let proxy: ApiProxy;
  let cluster: Cluster;
  let configMaps: ApiKind;
  let said: string[];
  const signal = AbortSignal.timeout(200_000);
  const namespace = () => space.name;

  beforeAll(async () => {
    space = await (await sharedCluster()).namespace();
    proxy = await startApiProxy(space.kubeconfig, space.name);
  });
  beforeEach(async () => {
    proxy.fate = () => 'pass';
    said = [];
    const open = await openCluster({ kubeconfig: proxy.kubeconfig, context: null, namespace: null });
    cluster = patient(open, (text) => said.push(text), { patience: QUICK });
    const kinds = await cluster.kinds({ signal });
    const found = kinds.find(({ kind }) => kind === 'ConfigMap');
    if (found === undefined) throw new Error('there are no ConfigMaps');
    configMaps = found;
    proxy.forget();
  });
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await space[Symbol.asyncDispose]();
  });

  /** Each request gets the next fate; then all pass. */
  const fates = (...list: readonly Fate[]) => {
    const left = [...list];
    proxy.fate = () => left.shift() ?? 'pass';
  };
  const request = (verb: ApiRequest['verb'], more: Partial<ApiRequest>): ApiRequest => ({
    verb,
    kind: configMaps,
    namespace: namespace(),
    name: null,
    ...more,
  });
  const create = (name: string, data?: JsonObject) =>
    cluster.send(request('create', { body: object(name, data) }), signal);
  const lines = () => proxy.seen.map(({ line }) => line.split(/[ ?]/)[0]);
  it('is left alone for as long as it asks (429), and then asked again', async () => {
    fates({ status: 429, headers: { 'retry-after': '1' } }, { status: 429 });
    const began = performance.now();
    await cluster.send(request('list', {}), signal);
    expect(performance.now() - began).toBeGreaterThan(1000);
    expect(proxy.seen).toHaveLength(3);
  });

  it('is not asked again for an eviction that a disruption budget refuses', async () => {
    const causes = [{ reason: 'DisruptionBudget', message: 'no headroom' }];
    const body = JSON.stringify({ kind: 'Status', code: 429, message: 'no', details: { causes } });
    fates({ status: 429, body });
    expect(await failure(cluster.send(request('list', {}), signal))).toMatchObject({ failure: 'throttled' });
    expect(proxy.seen).toHaveLength(1);
  });

  it('is waited for while it is away, and that is said', async () => {
    await proxy.down();
    const listed = cluster.send(request('list', {}), signal);
    await sleep(3000);
    await proxy.up();
    expect(await listed).toMatchObject({ kind: 'ConfigMapList' });
    expect(said).toEqual([
      expect.stringMatching(/^waiting: http:\/\/127.0.0.1:\d+ does not answer: .*ECONNREFUSED/),
      'the API server answers again',
    ]);
  });

  it('is not waited for any more when the step ends', async () => {
    await proxy.down();
    const began = performance.now();
    const error = await failure(cluster.send(request('list', {}), AbortSignal.timeout(400)));
    expect(performance.now() - began).toBeLessThan(1500);
    expect(error.failure).toBe('unavailable');
    await proxy.up();
  });

  it('is given up in the end, sooner where it has never answered', async () => {
    const open = await openCluster({ kubeconfig: proxy.kubeconfig, context: null, namespace: null });
    await proxy.down();
    const began = performance.now();
    expect(await failure(patient(open, undefined, { patience: QUICK }).kinds({ signal }))).toMatchObject({
      failure: 'unavailable',
      hint: 'kubectl version',
    });
    expect(performance.now() - began).toBeLessThan(3000);
    await proxy.up();
  });

  it('gets a read and an apply again whose answers were lost, or came as 503', async () => {
    await create('read');
    fates('lose', 'drop', { status: 503 });
    expect(await cluster.send(request('get', { name: 'read' }), signal)).toMatchObject({ kind: 'ConfigMap' });
    fates('lose');
    const apply = request('patch', {
      name: 'applied',
      patch: 'apply',
      query: { fieldManager: 'test' },
      body: object('applied', { a: '1' }),
    });
    expect(await cluster.send(apply, signal)).toMatchObject({ data: { a: '1' } });
    expect(lines().filter((verb) => verb === 'PATCH')).toHaveLength(2);
  });

  it('takes an object of a fixed name for its own where the answer to its making was lost', async () => {
    fates('lose');
    expect(await create('fixed', { a: '1' })).toMatchObject({
      metadata: { name: 'fixed' },
      data: { a: '1' },
    });
    expect(lines()).toEqual(['POST', 'POST', 'GET']);

    await create('taken', { a: 'of another' });
    fates('drop');
    expect(await failure(create('taken', { a: 'mine' }))).toMatchObject({ failure: 'already-exists' });
  });

  it('takes a deletion with a uid for done where the answer was lost and the object is gone', async () => {
    const uid = textAt(await create('doomed'), 'metadata', 'uid');
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
    fates('lose');
    const answer = await cluster.send(request('delete', { name: 'doomed', body }), signal);
    expect(answer).toMatchObject({ status: 'Success' });
    expect(lines().slice(1)).toEqual(['DELETE', 'DELETE']);
    expect(await failure(cluster.send(request('delete', { name: 'doomed', body }), signal))).toMatchObject({
      failure: 'not-found',
    });
  });

  it('is not sent twice what is not safe to repeat: that it may have been done is said', async () => {
    await create('counted', { n: '1' });
    const body = [{ op: 'add', path: '/data/m', value: '2' }];
    const patch = request('patch', { name: 'counted', patch: 'json', body });
    fates('lose');
    expect(await failure(cluster.send(patch, signal))).toMatchObject({
      failure: 'lost',
      message: expect.stringMatching(/^whether the patch of configmaps\/counted was done is not known/),
    });
    expect(lines().filter((verb) => verb === 'PATCH')).toHaveLength(1);
    fates('lose');
    expect(await failure(cluster.send(request('delete', { name: 'counted' }), signal))).toMatchObject({
      failure: 'lost',
    });
    // What never reached it is another matter.
    await proxy.down();
    const late = cluster.send(request('delete', { name: 'read' }), signal);
    await sleep(500);
    await proxy.up();
    expect(await late).toMatchObject({ status: 'Success' });
  });

  it('is asked with new credentials once when it does not take the old ones any more', async () => {
    fates({ status: 401 });
    expect(await cluster.send(request('list', {}), signal)).toMatchObject({ kind: 'ConfigMapList' });
    fates({ status: 401 }, { status: 401 });
    expect(await failure(cluster.send(request('list', {}), signal))).toMatchObject({
      failure: 'unauthorized',
      message: `${proxy.url} does not take the credentials of the context "test": they are wrong, or have expired`,
      hint: 'kubectl auth whoami --context test',
    });
  });

  const make = (name: string) =>
    space.kubectl(
      ['create', '-f', '-'],
      JSON.stringify({ ...object(name), metadata: { name, labels: { watched: '1' } } }),
    );

  it('has its watches resumed after a drop, and begun anew after 410 Gone', async () => {
    const seen: string[] = [];
    const own = new AbortController();
    const watching = (async () => {
      for await (const event of watch(
        cluster,
        { kind: configMaps, namespace: namespace(), labels: 'watched=1' },
        own.signal,
      )) {
        if (event.type === 'listed') seen.push(`listed ${event.objects.length}`);
        else seen.push(`${event.type} ${textAt(event.object, 'metadata', 'name')}`);
      }
    })().catch(() => 'ended');
    const until = async (count: number) => {
      for (let tried = 0; seen.length < count && tried < 100; tried += 1) await sleep(100);
    };
    await until(1);
    await make('one');
    await until(2);
    proxy.cut();
    await make('two');
    await until(3);
    // While it is away, something changes.
    await proxy.down();
    await make('three');
    await sleep(500);
    await proxy.up();
    await until(4);
    const gone = JSON.stringify({ kind: 'Status', code: 410, reason: 'Expired', message: 'too old' });
    fates({ status: 410, body: gone });
    proxy.cut();
    await until(5);
    fates({ status: 200, body: `${JSON.stringify({ type: 'ERROR', object: JSON.parse(gone) })}\n` });
    proxy.cut();
    await until(6);
    await make('four');
    await until(7);
    own.abort();
    expect(await watching).toBe('ended');
    expect(seen).toEqual([
      'listed 0',
      'added one',
      'added two',
      'added three',
      'listed 3',
      'listed 3',
      'added four',
    ]);
  });

  it('has one object watched: it is, it changes, it is gone, it is another', async () => {
    const own = new AbortController();
    const seen: (string | null)[] = [];
    const target = { kind: configMaps, namespace: namespace(), name: 'single' };
    const next = async (wanted: string | null, count: number) => {
      for (let tried = 0; seen.length < count && tried < 100; tried += 1) await sleep(50);
      expect(seen.at(-1)).toBe(wanted);
    };
    const watching = (async () => {
      for await (const one of watchObject(cluster, target, own.signal))
        seen.push(one === null ? null : textAt(one, 'data', 'n'));
    })().catch(() => 'ended');
    await next(null, 1);
    await create('single', { n: '1' });
    await next('1', 2);
    await cluster.send(
      request('patch', { name: 'single', patch: 'merge', body: { data: { n: '2' } } }),
      signal,
    );
    await next('2', 3);
    await cluster.send(request('delete', { name: 'single' }), signal);
    await next(null, 4);
    own.abort();
    expect(await watching).toBe('ended');
  });

  it('has a list begun anew whose pages became too old', async () => {
    const gone = JSON.stringify({ kind: 'Status', code: 410, reason: 'Expired', message: 'too old' });
    const { listAll } = await import('../../src/services/kubernetes/list.ts');
    fates({ status: 410, body: gone });
    const { items } = await listAll(cluster, { kind: configMaps, namespace: namespace() }, { signal });
    expect(items.length).toBeGreaterThan(3);
  });
});

function object(name: string, data: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

async function failure(work: Promise<unknown>): Promise<ClusterError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ClusterError) return error;
  throw new Error(`no ClusterError: ${String(error)}`);
}
