import { expect, it } from 'vitest';
import { textOf } from '../../../src/base/json.ts';
import { applyOrder } from '../../../src/kubernetes/apply-order.ts';
import { objectsOf } from '../../../src/kubernetes/manifest-objects.ts';

const object = (kind: string, name = 'a') => ({ apiVersion: 'v1', kind, metadata: { name } });

it('sends what others need before them, what judges others behind them, and equals as they were written', () => {
  const written = [
    'ValidatingAdmissionPolicy',
    'Widget',
    'Deployment',
    'ConfigMap',
    'Namespace',
    'CustomResourceDefinition',
  ];
  const sent = applyOrder([...written.map((kind) => object(kind)), object('Widget', 'b')]);
  expect(sent.map(({ kind, metadata }) => `${textOf(kind)} ${JSON.stringify(metadata)}`)).toEqual(
    ['Namespace', 'CustomResourceDefinition', 'ConfigMap', 'Deployment', 'Widget']
      .map((kind) => `${kind} {"name":"a"}`)
      .concat('Widget {"name":"b"}', 'ValidatingAdmissionPolicy {"name":"a"}'),
  );
});

it('takes one object, a list of them, and a List; and says where something is none', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [object('Pod'), object('Pod', 'b')] };
  expect(objectsOf([object('Service'), list], 'manifest')).toHaveLength(3);
  expect(() => objectsOf([object('Pod'), 3], 'manifest')).toThrow('manifest[1] is no object');
  expect(() => objectsOf({ kind: 'Pod' }, 'manifest')).toThrow('manifest has no apiVersion');
  expect(() => objectsOf({ ...object('Pod'), metadata: {} }, 'manifest')).toThrow(
    'manifest has no metadata.name',
  );
});
