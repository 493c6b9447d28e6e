import { isJsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { type Setter, valueAt } from '../view/pods.ts';
import { allSetters, type Breach, type Control, isSet, shown } from './control.ts';

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
  check: (pod, kubernetes) =>
    allSetters(pod)
      .filter(({ securityContext }) => isJsonObject(securityContext['seLinuxOptions']))
      .flatMap((setter) => setIn(setter, kubernetes)),
};

function setIn({ who, securityContext, pointer }: Setter, kubernetes: number): Breach[] {
  return ['type', 'user', 'role'].flatMap((key) => {
    const value = valueAt(securityContext, 'seLinuxOptions', key);
    if (!isSet(value) || value === '') return [];
    if (key === 'type' && (TYPES.get(value) ?? Infinity) <= kubernetes) return [];
    return {
      pointer: pointerTo(pointer, 'seLinuxOptions', key),
      what: `${who} sets the SELinux ${key} ${shown(value)}.`,
    };
  });
}
