import { isJsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { type ContainerView, nameOf, valueAt } from '../view/pods.ts';
import { type Breach, type Control, isSet, shown } from './control.ts';

const HANDLERS = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

export const hostProbesControl: Control = {
  id: 'hostProbesAndhostLifecycle',
  level: 'baseline',
  since: 34,
  check: ({ containers }) =>
    containers.flatMap((container) =>
      HANDLERS.filter(([first = '']) => isJsonObject(container.value[first])).flatMap((handler) =>
        calling(container, handler),
      ),
    ),
};

function calling(container: ContainerView, handler: readonly string[]): Breach[] {
  return ['httpGet', 'tcpSocket'].flatMap((action) => {
    const keys = [...handler, action, 'host'];
    const host = valueAt(container.value, ...keys);
    if (!isSet(host) || host === '') return [];
    return {
      pointer: pointerTo(container.pointer, ...keys),
      what: `${nameOf(container)} has its node call ${shown(host)} (${handler.join('.')}).`,
    };
  });
}
