import { expect, test } from 'vitest';
import type { ApiRequest } from '../../../../../src/model/cluster.ts';
import type { Cluster } from '../../../../../src/ports/cluster.ts';
import { asDryRun } from '../../../../../src/services/kubernetes/dry-run.ts';
import { askedOnce } from '../../../../../src/services/kubernetes/plan/asked-once.ts';

const kind = {
  group: 'batch',
  version: 'v1',
  kind: 'Job',
  resource: 'jobs',
  aliases: [],
  namespaced: true,
  subresources: [],
  verbs: [],
};
const create: ApiRequest = { verb: 'create', kind, namespace: 'shop', name: null, body: { spec: {} } };

/** Answers with how often it was asked. */
function counting(): Cluster {
  let asked = 0;
  return {
    context: 'test',
    server: 'https://one.example',
    namespace: 'shop',
    kinds: async () => [kind],
    send: async () => ({ asked: (asked += 1) }),
    async *stream() {},
  };
}

const { signal } = new AbortController();

test('the same dry-run is answered as before, another one is asked', async () => {
  const once = askedOnce(counting());
  const dry = asDryRun(create);
  expect(await Promise.all([once.send(dry, signal), once.send({ ...dry }, signal)])).toEqual([
    { asked: 1 },
    { asked: 1 },
  ]);
  expect(await once.send({ ...dry, body: { spec: { parallelism: 2 } } }, signal)).toEqual({ asked: 2 });
  expect(await once.send({ ...dry, namespace: 'other' }, signal)).toEqual({ asked: 3 });
});

test('what is no dry-run is asked each time', async () => {
  const once = askedOnce(counting());
  const read: ApiRequest = { verb: 'get', kind, namespace: 'shop', name: 'report' };
  expect(await once.send(read, signal)).toEqual({ asked: 1 });
  expect(await once.send(read, signal)).toEqual({ asked: 2 });
});
