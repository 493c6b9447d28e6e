import { pointerTo } from '../../base/pointer.ts';
import { listAt, nameOf, valueAt } from '../view/pods.ts';
import { type Control, isSet, shown } from './control.ts';

export const hostPortsControl: Control = {
  id: 'hostPorts',
  level: 'baseline',
  since: 0,
  *check({ containers }) {
    for (const container of containers) {
      for (const [index, port] of listAt(container.value, 'ports').entries()) {
        const hostPort = valueAt(port, 'hostPort');
        if (!isSet(hostPort) || hostPort === 0) continue;
        yield {
          pointer: pointerTo(container.pointer, 'ports', index, 'hostPort'),
          what: `${nameOf(container)} takes the port ${shown(hostPort)} of its node.`,
        };
      }
    }
  },
};
