import { pointerTo } from '../../base/pointer.ts';
import { listAt, nameOf, valueAt } from '../view/pods.ts';
import { type Control, isSet, shown } from './control.ts';

export const hostPortsControl: Control = {
  id: 'hostPorts',
  level: 'baseline',
  since: 0,
  check: ({ containers }) =>
    containers.flatMap((container) =>
      listAt(container.value, 'ports').flatMap((port, index) => {
        const hostPort = valueAt(port, 'hostPort');
        if (!isSet(hostPort) || hostPort === 0) return [];
        return {
          pointer: pointerTo(container.pointer, 'ports', index, 'hostPort'),
          what: `${nameOf(container)} takes the port ${shown(hostPort)} of its node.`,
        };
      }),
    ),
};
