import { describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster } from '../support/cluster.ts';
import { type Cut, K8sBench, outputsOf } from '../support/k8s-bench.ts';

const here = clusterHere();

const object = (name: string, data: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

/** Each object is written down before it is sent and when its answer has come. */
const CUTS: readonly Cut[] = [1, 2, 3, 4].flatMap((at) => [
  { at, when: 'before' } as const,
  { at, when: 'behind' } as const,
]);

describe.skipIf(here === undefined)(`an apply that is killed (${here ?? 'no cluster'})`, () => {
  it.each(CUTS)('$when its write $at is completed by the next, and undone as a whole', async (cut) => {
    await using namespace = await (await sharedCluster()).namespace();
    await namespace.kubectl(['create', 'configmap', 'old', '--from-literal=kept=1', '--from-literal=a=1']);
    const data = async () =>
      JSON.parse(await namespace.kubectl(['get', 'configmap', '-o', 'json'])).items.flatMap(
        (item: { metadata: { name: string }; data: unknown }) =>
          item.metadata.name === 'kube-root-ca.crt' ? [] : [[item.metadata.name, item.data]],
      );
    const before = await data();
    const settings = {
      manifest: [object('old', { a: '2', b: '2' }), object('new', { c: '3' })],
      force: true,
    };
    const bench = new K8sBench(namespace.kubeconfig);
    await bench.cutOff('apply', settings, cut);

    const undoing = new K8sBench(namespace.kubeconfig);
    undoing.captures.push(...bench.captures);
    expect(outputsOf(await undoing.undo())).toMatchObject({ left: [] });
    expect(await data()).toEqual(before);

    await bench.cutOff('apply', settings, cut);
    outputsOf(await bench.do('apply', settings));
    expect(await data()).toEqual([
      ['new', { c: '3' }],
      ['old', { a: '2', b: '2', kept: '1' }],
    ]);
    expect(outputsOf(await bench.undo())).toMatchObject({ left: [] });
    expect(await data()).toEqual(before);
  });
});
