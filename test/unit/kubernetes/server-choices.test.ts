import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { allocatedFields } from '../../../src/kubernetes/allocated-fields.ts';
import { fieldsHolding } from '../../../src/kubernetes/fields-holding.ts';
import { serverChoices } from '../../../src/kubernetes/server-choices.ts';

const object = fc
  .dictionary(fc.string(), fc.jsonValue())
  .map((value): JsonObject => JSON.parse(JSON.stringify(value)));

const answer = (uid: string, volume: string): JsonObject => ({
  metadata: { uid, creationTimestamp: uid },
  spec: {
    containers: [{ name: 'main', image: 'a', volumeMounts: [{ name: volume, mountPath: '/var' }] }],
    volumes: [{ name: 'data' }, { name: volume }],
  },
});

const service = (spec: JsonObject): JsonObject => ({ apiVersion: 'v1', kind: 'Service', spec });

describe('what a server chose', () => {
  test('is nothing where it gives the same answer twice', () => {
    fc.assert(
      fc.property(object, (one) => {
        expect(serverChoices(one, structuredClone(one))).toEqual([]);
      }),
    );
  });

  test('is what differs, whatever the server keeps for itself', () => {
    expect(serverChoices(answer('1', 'token-a'), answer('2', 'token-b'))).toEqual([
      'spec.containers[main].volumeMounts[0].name',
      'spec.volumes[1].name',
    ]);
  });

  test('is a whole list where it is not as long the second time', () => {
    expect(serverChoices({ spec: { ports: [1] } }, { spec: { ports: [1, 2] } })).toEqual(['spec.ports']);
  });
});

describe('what a server allocates to a Service', () => {
  const made = service({
    clusterIP: '10.96.0.0',
    clusterIPs: ['10.96.0.0'],
    ports: [{ port: 80, nodePort: 32_769 }],
  });

  test('is what nobody asked for', () => {
    const asked = service({ ports: [{ port: 80 }] });
    expect(allocatedFields(made, [undefined, asked])).toEqual([
      'spec.clusterIP',
      'spec.clusterIPs',
      'spec.ports[0].nodePort',
    ]);
  });

  test('is not what it had, or what was asked for', () => {
    const before = service({ clusterIP: '10.96.0.0', clusterIPs: ['10.96.0.0'], ports: [{ port: 80 }] });
    const asked = service({ ports: [{ port: 80, nodePort: 32_769 }] });
    expect(allocatedFields(made, [before, undefined])).toEqual(['spec.ports[0].nodePort']);
    expect(allocatedFields(made, [before, asked])).toEqual([]);
  });

  test('is nothing of a headless one, nor of another kind', () => {
    const headless = service({ clusterIP: 'None', clusterIPs: ['None'], ports: [{ port: 80 }] });
    expect(allocatedFields(headless, [])).toEqual([]);
    expect(allocatedFields({ ...made, kind: 'Other' }, [])).toEqual([]);
  });
});

test('fields that hold a text are found wherever they are', () => {
  const job = {
    metadata: { name: 'report-1', labels: { job: 'report-1' } },
    spec: { items: [{ name: 'main', value: 'x report-1' }, { name: 'other' }], list: ['report-1'] },
  };
  expect(fieldsHolding(job, ['report-1'])).toEqual([
    'metadata.name',
    'metadata.labels.job',
    'spec.items[main].value',
    'spec.list[0]',
  ]);
});
