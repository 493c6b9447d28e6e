import { pointerTo } from '../../base/pointer.ts';
import { listAt, valueAt } from '../view/pods.ts';
import { type Control, podSetter, shown } from './control.ts';

/** Sysctls that touch their own pod alone, each with the minor version that began to allow it. */
const SAFE: ReadonlyMap<unknown, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
  ['net.ipv4.tcp_notsent_lowat', 37],
]);

export const sysctlsControl: Control = {
  id: 'sysctls',
  level: 'baseline',
  since: 0,
  check(pod, kubernetes) {
    const { securityContext, pointer } = podSetter(pod);
    return listAt(securityContext, 'sysctls').flatMap((sysctl, index) => {
      const name = valueAt(sysctl, 'name');
      if ((SAFE.get(name) ?? Infinity) <= kubernetes) return [];
      return {
        pointer: pointerTo(pointer, 'sysctls', index, 'name'),
        what: `The pod sets the sysctl ${shown(name)}.`,
      };
    });
  },
};
