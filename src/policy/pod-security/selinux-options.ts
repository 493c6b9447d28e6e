import { pointerTo } from '../../base/pointer.ts';
import { valueAt } from '../view/pods.ts';
import { allSetters, type Control, isSet, shown } from './control.ts';

/** Types that container engines use, each with the minor version that began to allow it. */
const TYPES: ReadonlyMap<unknown, number> = new Map([
  ['container_t', 0],
  ['container_init_t', 0],
  ['container_kvm_t', 0],
  ['container_engine_t', 31],
]);

export const seLinuxOptionsControl: Control = {
  id: 'seLinuxOptions',
  level: 'baseline',
  since: 0,
  *check(pod, kubernetes) {
    for (const { who, securityContext, pointer } of allSetters(pod)) {
      for (const key of ['type', 'user', 'role']) {
        const value = valueAt(securityContext, 'seLinuxOptions', key);
        if (!isSet(value) || value === '') continue;
        if (key === 'type' && (TYPES.get(value) ?? Infinity) <= kubernetes) continue;
        yield {
          pointer: pointerTo(pointer, 'seLinuxOptions', key),
          what: `${who} sets the SELinux ${key} ${shown(value)}.`,
        };
      }
    }
  },
};
