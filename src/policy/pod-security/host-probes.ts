import { pointerTo } from '../../base/pointer.ts';
import { nameOf, valueAt } from '../view/pods.ts';
import { type Control, isSet, shown } from './control.ts';

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
  *check({ containers }) {
    for (const container of containers) {
      for (const handler of HANDLERS) {
        for (const action of ['httpGet', 'tcpSocket']) {
          const keys = [...handler, action, 'host'];
          const host = valueAt(container.value, ...keys);
          if (!isSet(host) || host === '') continue;
          yield {
            pointer: pointerTo(container.pointer, ...keys),
            what: `${nameOf(container)} has its node call ${shown(host)} (${handler.join('.')}).`,
          };
        }
      }
    }
  },
};
