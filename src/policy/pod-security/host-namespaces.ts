import { pointerTo } from '../../base/pointer.ts';
import type { Control } from './control.ts';

const FIELDS = [
  ['hostNetwork', 'network'],
  ['hostPID', 'processes'],
  ['hostIPC', 'shared memory'],
] as const;

export const hostNamespacesControl: Control = {
  id: 'hostNamespaces',
  level: 'baseline',
  since: 0,
  check: ({ spec, pointer }) =>
    FIELDS.filter(([field]) => spec[field] === true).map(([field, shared]) => ({
      pointer: pointerTo(pointer, field),
      what: `The pod shares the node's ${shared} (${field}).`,
    })),
};
