import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EnginePlace, EngineScripts } from './container-engine.ts';
import { removeControlGroups } from './control-groups.ts';

/** What Docker needs to work without systemd and iptables, and outside the folders of the system. */
export function writeDockerd({ home, tree }: EnginePlace): EngineScripts {
  const group = `atomctl-${path.basename(home)}`;
  const options = [
    ...['data-root', 'exec-root', 'pidfile'].map((name) => `--${name}=${home}/${name}`),
    `--host=unix://${home}/api.sock`,
    `--cgroup-parent=/${group}`,
    '--exec-opt=native.cgroupdriver=cgroupfs --storage-driver=vfs',
    '--bridge=none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false --userland-proxy=false',
  ];
  const script = `#!/bin/sh
set -e
mount --make-rprivate /
# Of a service that was killed: its number may still be that of a zombie.
rm -f "${home}/pidfile" "${home}/exec-root/containerd/containerd.pid"
export HOME="${home}"
exec "${tree}/dockerd" ${options.join(' ')}
`;
  writeFileSync(path.join(home, 'inside'), script);
  chmodSync(path.join(home, 'inside'), 0o755);
  return {
    service: ['unshare', '--mount', path.join(home, 'inside')],
    tidy: () => removeControlGroups(group),
  };
}
