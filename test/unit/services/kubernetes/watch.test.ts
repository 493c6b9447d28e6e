import { afterEach, describe, expect, test, vi } from 'vitest';
import type { JsonObject } from '../../../../src/base/json.ts';
import type { ApiRequest } from '../../../../src/model/cluster.ts';
import { type Cluster, ClusterError } from '../../../../src/ports/cluster.ts';
import { Beginning } from '../../../../src/services/kubernetes/beginning.ts';
import { watch } from '../../../../src/services/kubernetes/watch.ts';

const kind = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  resource: 'pods',
  aliases: [],
  namespaced: true,
  subresources: [],
  verbs: [],
};
const selection = { kind, namespace: 'shop', labels: 'app=web' };

const pod = (name: string, version: number, more: JsonObject = {}) => ({
  kind: 'Pod',
  metadata: { name, uid: name, resourceVersion: String(version), ...more },
});
const line = (type: string, object: JsonObject) => JSON.stringify({ type, object });
const end = (version: number) =>
  line('BOOKMARK', pod('', version, { annotations: { 'k8s.io/initial-events-end': 'true' } }));

/** What a stream says: lines, and a failure where it breaks off. */
type Said = string | ClusterError;

/** A server that answers each watch with what comes next; it keeps what it was asked. */
function server(url: string, ...streams: readonly (readonly Said[])[]): Cluster & { asked: ApiRequest[] } {
  const asked: ApiRequest[] = [];
  const left = [...streams];
  return {
    asked,
    context: 'test',
    server: url,
    namespace: 'shop',
    kinds: async () => [kind],
    send: async (request) => {
      asked.push(request);
      return { kind: 'PodList', metadata: { resourceVersion: '40' }, items: [pod('a', 39)] };
    },
    async *stream(request) {
      asked.push(request);
      const said = left.shift() ?? [];
      if (said[0] instanceof ClusterError) throw said[0];
      yield new Uint8Array();
      for (const one of said) {
        if (one instanceof ClusterError) throw one;
        yield Buffer.from(`${one}\n`);
      }
    },
  };
}

/** The first events of a watch, shortly. */
async function seen(cluster: Cluster, most: number): Promise<string[]> {
  const events: string[] = [];
  for await (const event of watch(cluster, selection, AbortSignal.timeout(10_000))) {
    const objects = event.type === 'listed' ? event.objects : [event.object];
    const names = objects.map(({ metadata }) => {
      const { name, resourceVersion } = Object(metadata);
      return `${name}@${resourceVersion}`;
    });
    events.push([event.type, ...names].join(' '));
    if (events.length === most) break;
  }
  return events;
}

/** From where a request goes on: all that there is, or a version. */
const from = ({ verb, query }: ApiRequest) =>
  `${verb} ${query?.['sendInitialEvents'] === 'true' ? 'all' : (query?.['resourceVersion'] ?? '')}`;

const broken = new ClusterError('unavailable', 'it broke off', { status: 0 });

describe('a watch', () => {
  test('begins with all that there is by one request, and goes on with what changes', async () => {
    const cluster = server('https://one.example', [
      line('ADDED', pod('a', 3)),
      line('ADDED', pod('b', 5)),
      line('BOOKMARK', pod('', 6)),
      end(7),
      line('MODIFIED', pod('a', 8)),
      line('BOOKMARK', pod('', 9)),
      line('DELETED', pod('b', 10)),
    ]);
    expect(await seen(cluster, 3)).toEqual(['listed a@3 b@5', 'modified a@8', 'deleted b@10']);
    expect(cluster.asked.map(from)).toEqual(['watch all']);
    expect(cluster.asked[0]?.query).toMatchObject({
      labelSelector: 'app=web',
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: 'true',
    });
  });

  test('takes what changes while it begins as it is at the end', async () => {
    const cluster = server('https://one.example', [
      line('ADDED', pod('a', 3)),
      line('ADDED', pod('b', 5)),
      line('MODIFIED', pod('a', 6)),
      line('DELETED', pod('b', 7)),
      end(7),
    ]);
    expect(await seen(cluster, 1)).toEqual(['listed a@6']);
  });

  test('that breaks off before it has begun begins anew, and behind that goes on where it was', async () => {
    const cluster = server(
      'https://one.example',
      [line('ADDED', pod('gone', 1)), broken],
      [line('ADDED', pod('a', 3)), end(7), line('MODIFIED', pod('a', 8)), broken],
      [line('MODIFIED', pod('a', 9))],
    );
    expect(await seen(cluster, 3)).toEqual(['listed a@3', 'modified a@8', 'modified a@9']);
    expect(cluster.asked.map(from)).toEqual(['watch all', 'watch all', 'watch 8']);
    expect(cluster.asked[2]?.query).not.toHaveProperty('resourceVersionMatch');
  });

  test('whose place is too old says again all that there is', async () => {
    const old = new ClusterError('expired', 'too old', { status: 410 });
    const cluster = server(
      'https://one.example',
      [line('ADDED', pod('a', 3)), end(7), broken],
      [old],
      [line('ADDED', pod('b', 90)), end(91)],
    );
    expect(await seen(cluster, 2)).toEqual(['listed a@3', 'listed b@90']);
    expect(cluster.asked.map(from)).toEqual(['watch all', 'watch 7', 'watch all']);
  });

  test('of a server that does not know how to begin lists, and is not asked for that again', async () => {
    const refusal = new ClusterError('invalid', 'sendInitialEvents is forbidden', { status: 422 });
    const old = server('https://old.example', [refusal], [line('MODIFIED', pod('a', 41))]);
    expect(await seen(old, 2)).toEqual(['listed a@39', 'modified a@41']);
    expect(old.asked.map(from)).toEqual(['watch all', 'list ', 'watch 40']);
    const again = server('https://old.example');
    expect(await seen(again, 1)).toEqual(['listed a@39']);
    expect(again.asked.map(from)).toEqual(['list ']);
  });

  test('that may not be is no reason to list', async () => {
    const forbidden = new ClusterError('forbidden', 'you may not', { status: 403 });
    await expect(seen(server('https://one.example', [forbidden]), 1)).rejects.toBe(forbidden);
  });
});

describe('a beginning', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('in which the server is silent for ten seconds is none', () => {
    vi.useFakeTimers();
    const beginning = new Beginning(new AbortController().signal);
    vi.advanceTimersByTime(60_000);
    expect(beginning.wasSilent).toBe(false);
    beginning.heard();
    vi.advanceTimersByTime(9_000);
    beginning.heard();
    vi.advanceTimersByTime(9_999);
    expect(beginning.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(beginning.signal.aborted).toBe(true);
    expect(beginning.wasSilent).toBe(true);
  });

  test('that is over lets the server be silent for as long as it likes', () => {
    vi.useFakeTimers();
    const beginning = new Beginning(new AbortController().signal);
    beginning.heard();
    beginning.end();
    beginning.heard();
    vi.advanceTimersByTime(3_600_000);
    expect(beginning.signal.aborted).toBe(false);
  });
});
