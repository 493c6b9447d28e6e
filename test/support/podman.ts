import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EnginePlace, EngineScripts } from './container-engine.ts';

/** What podman needs to work without systemd, control groups and iptables, and outside the folders of the system. */
export function writePodman({ home, tree, registry }: EnginePlace): EngineScripts {
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), text);
  };
  for (const folder of ['cni', 'tmp', 'xdg']) mkdirSync(path.join(home, folder));
  write(
    'containers.conf',
    `[containers]
cgroups = "disabled"
default_ulimits = ["nofile=1024:2048", "nproc=1000:1000"]
log_driver = "k8s-file"
[network]
cni_plugin_dirs = ["${home}/cni"]
network_config_dir = "${home}/cni"
[engine]
runtime = "crun"
cgroup_manager = "cgroupfs"
events_logger = "file"
conmon_path = ["${tree}/conmon"]
[engine.runtimes]
crun = ["${tree}/crun"]
`,
  );
  write('storage.conf', `[storage]\ndriver = "vfs"\nrunroot = "${home}/run"\ngraphroot = "${home}/root"\n`);
  write(
    'registries.conf',
    `unqualified-search-registries = []\n[[registry]]\nlocation = "${registry}"\ninsecure = true\n`,
  );
  write('.config/containers/policy.json', '{"default": [{"type": "insecureAcceptAnything"}]}\n');
  write(
    'inside',
    `#!/bin/sh
set -e
mount --make-rprivate /
umount -R /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
# The program for process 1 is looked for in one place only.
mkdir -p /usr/libexec
mount -t tmpfs none /usr/libexec
mkdir /usr/libexec/podman
ln -s "${tree}/usr/bin/catatonit" /usr/libexec/podman/catatonit
export HOME="${home}" TMPDIR="${home}/tmp" XDG_RUNTIME_DIR="${home}/xdg"
export CONTAINERS_CONF="${home}/containers.conf" CONTAINERS_STORAGE_CONF="${home}/storage.conf"
export CONTAINERS_REGISTRIES_CONF="${home}/registries.conf"
exec "${tree}/podman" --root "${home}/root" --runroot "${home}/run" --tmpdir "${home}/libpod" \\
  system service --time 0 "unix://${home}/api.sock"
`,
  );
  chmodSync(path.join(home, 'inside'), 0o755);
  return { service: ['unshare', '--mount', path.join(home, 'inside')] };
}
