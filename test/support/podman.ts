import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { containersOf, removeContainer } from '../../src/adapters/executor/docker/container.ts';
import { Engine } from '../../src/adapters/executor/docker/engine.ts';
import { identityOf } from '../../src/adapters/executor/process-identity.ts';
import { endProcessTree } from '../../src/adapters/executor/process-tree.ts';
import { part } from './parts.ts';

/** A real container engine of its own: its images, containers and mounts are no one else's. */
export interface Podman extends AsyncDisposable {
  /** As DOCKER_HOST takes it. */
  readonly host: string;
  /** Busybox, alone. */
  readonly image: string;
  /** The same, run as user 1000 by itself. */
  readonly userImage: string;
  engine(): Promise<Engine>;
  /** Kills the service, and no container. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

const PATIENCE_MS = 20_000;
const APPLETS =
  'sh cat chmod date dd echo env false grep head id kill ls mkdir mv nc printf ps rm sed seq sleep stat touch tr true wc wget yes';

/** The folder of the part; undefined where it is not there, or not of use to this user: its tests are skipped. */
export function podmanPart(): string | undefined {
  const program = part('podman');
  const isRoot = process.getuid?.() === 0;
  if (program !== undefined && !isRoot && process.env['CI'] === 'true')
    throw new Error('podman needs root here');
  return program !== undefined && isRoot ? path.dirname(program) : undefined;
}

/** Starts podman's Docker-API service in a mount namespace of its own, on a socket in a temporary folder. */
export async function startPodman(tree: string): Promise<Podman> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pod-'));
  writeSettings(home, tree);
  const socket = path.join(home, 'api.sock');
  const service = new Service(home, socket);
  await service.start();
  const image = 'localhost/busybox:test';
  const userImage = 'localhost/busybox:user';
  importImage(home, tree, [image, userImage]);
  return {
    host: `unix://${socket}`,
    image,
    userImage,
    engine: () => service.engine(),
    kill: () => service.kill(),
    start: () => service.start(),
    [Symbol.asyncDispose]: async () => {
      await service.start();
      const engine = await service.engine();
      for (const id of await containersOf(engine)) await removeContainer(engine, id);
      await service.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

class Service {
  readonly #home: string;
  readonly #socket: string;
  #child: ChildProcess | undefined;

  constructor(home: string, socket: string) {
    this.#home = home;
    this.#socket = socket;
  }

  engine(): Promise<Engine> {
    return Engine.open({ url: `unix://${this.#socket}`, options: { socketPath: this.#socket } });
  }

  async start(): Promise<void> {
    if (this.#child !== undefined) return;
    const args = ['system', 'service', '--time', '0', `unix://${this.#socket}`];
    this.#child = spawn(path.join(this.#home, 'podman'), args, { stdio: 'ignore', detached: true });
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      if (await this.engine().catch(() => undefined)) return;
    }
    throw new Error(`podman was not ready within ${PATIENCE_MS} ms`);
  }

  async kill(): Promise<void> {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid === undefined) return;
    await endProcessTree({ root: identityOf(pid), group: pid, marker: null, graceMs: 0 });
    rmSync(this.#socket, { force: true });
  }
}

/** What podman needs to work without systemd, control groups and iptables, and outside the folders of the system. */
function writeSettings(home: string, tree: string): void {
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
  write('registries.conf', 'unqualified-search-registries = []\n');
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
exec "${tree}/podman" --root "${home}/root" --runroot "${home}/run" --tmpdir "${home}/libpod" "$@"
`,
  );
  write(
    'podman',
    `#!/bin/sh
export HOME="${home}" TMPDIR="${home}/tmp" XDG_RUNTIME_DIR="${home}/xdg"
export CONTAINERS_CONF="${home}/containers.conf" CONTAINERS_STORAGE_CONF="${home}/storage.conf"
export CONTAINERS_REGISTRIES_CONF="${home}/registries.conf"
exec unshare --mount sh "${home}/inside" "$@"
`,
  );
  chmodSync(path.join(home, 'podman'), 0o755);
}

function importImage(home: string, tree: string, [image = '', userImage = '']: readonly string[]): void {
  const root = path.join(home, 'rootfs');
  for (const folder of ['bin', 'etc', 'tmp']) mkdirSync(path.join(root, folder), { recursive: true });
  copyFileSync(path.join(tree, 'bin/busybox'), path.join(root, 'bin/busybox'));
  for (const applet of APPLETS.split(' ')) symlinkSync('busybox', path.join(root, 'bin', applet));
  writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nada:x:1000:1000::/:/bin/sh\n');
  const archive = path.join(home, 'rootfs.tar');
  execFileSync('tar', ['-C', root, '-cf', archive, '.']);
  const podman = (args: readonly string[]) =>
    execFileSync(path.join(home, 'podman'), args, { stdio: 'pipe' });
  podman(['import', '--change', 'CMD ["/bin/sh"]', archive, image]);
  podman(['import', '--change', 'USER ada', archive, userImage]);
}
