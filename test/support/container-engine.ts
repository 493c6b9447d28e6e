import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { containersOf, removeContainer } from '../../src/adapters/executor/docker/container.ts';
import { Engine } from '../../src/adapters/executor/docker/engine.ts';
import { identityOf } from '../../src/adapters/executor/process/process-identity.ts';
import { endProcessTree } from '../../src/adapters/executor/process/process-tree.ts';
import { importBusybox } from './busybox-image.ts';
import { writeDockerd } from './dockerd.ts';
import { part } from './parts.ts';
import { writePodman } from './podman.ts';
import { freePort } from './server.ts';

/** A real container engine of its own: its images, containers, mounts and control groups are no one else's. */
export interface TestEngine extends AsyncDisposable {
  /** As DOCKER_HOST takes it. */
  readonly host: string;
  /** Busybox, alone. */
  readonly image: string;
  /** The same, run as user 1000 by itself. */
  readonly userImage: string;
  /** Host and port where it takes a registry without TLS. */
  readonly registry: string;
  /** The files of both, as a tar archive. */
  readonly rootfs: string;
  api(): Promise<Engine>;
  /** Kills the service, and no container. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface EnginePlace {
  /** For all that it keeps. */
  readonly home: string;
  /** Its part. */
  readonly tree: string;
  readonly registry: string;
}

/** How an engine is started from its part. */
export interface EngineScripts {
  /** The service in the foreground; on the socket, in a mount namespace of its own. */
  readonly service: readonly string[];
  /** Removes what it leaves outside its folder. */
  readonly tidy?: () => void;
}

interface Kind {
  readonly part: 'podman' | 'docker';
  /** Whether it enforces limits of CPU, memory and processes. */
  readonly enforces: boolean;
  readonly write: (place: EnginePlace) => EngineScripts;
}

const KINDS: readonly Kind[] = [
  { part: 'podman', enforces: false, write: writePodman },
  { part: 'docker', enforces: true, write: writeDockerd },
];

export type EngineName = Kind['part'];

/** Every engine that tests know, and whether its part is there and of use: else its tests are skipped. */
export const ENGINES = KINDS.map((kind) => {
  return { name: kind.part, enforces: kind.enforces, there: treeOf(kind) !== undefined };
});

const PATIENCE_MS = 30_000;

/** Starts an engine with everything that it keeps in a temporary folder. */
export async function startEngine(name: EngineName): Promise<TestEngine> {
  const kind = KINDS.find((one) => one.part === name);
  const tree = kind === undefined ? undefined : treeOf(kind);
  if (kind === undefined || tree === undefined) throw new Error(`bring it with: npm run parts ${name}`);
  // A short path: sockets lie in it.
  const home = mkdtempSync(path.join(os.tmpdir(), 'eng-'));
  const registry = `127.0.0.1:${await freePort()}`;
  const scripts = kind.write({ home, tree, registry });
  const service = new Service(path.join(home, 'api.sock'), scripts.service);
  await service.start();
  const image = 'localhost/busybox:test';
  const userImage = 'localhost/busybox:user';
  await importBusybox({ home, tree, socket: service.socket }, { image, userImage });
  return {
    host: `unix://${service.socket}`,
    image,
    userImage,
    registry,
    rootfs: path.join(home, 'rootfs.tar'),
    api: () => service.api(),
    kill: () => service.kill(),
    start: () => service.start(),
    [Symbol.asyncDispose]: async () => {
      await service.start();
      const engine = await service.api();
      for (const id of await containersOf(engine)) await removeContainer(engine, id);
      await service.kill();
      scripts.tidy?.();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function treeOf({ part: name }: Kind): string | undefined {
  const program = part(name);
  const isRoot = process.getuid?.() === 0;
  if (program !== undefined && !isRoot && process.env['CI'] === 'true')
    throw new Error(`${name} needs root here`);
  return program !== undefined && isRoot ? path.dirname(program) : undefined;
}

class Service {
  readonly socket: string;
  readonly #command: readonly string[];
  #child: ChildProcess | undefined;

  constructor(socket: string, command: readonly string[]) {
    this.socket = socket;
    this.#command = command;
  }

  api(): Promise<Engine> {
    return Engine.open({ url: `unix://${this.socket}`, options: { socketPath: this.socket } });
  }

  async start(): Promise<void> {
    if (this.#child !== undefined) return;
    const [file = '', ...args] = this.#command;
    this.#child = spawn(file, args, { stdio: 'ignore', detached: true });
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      if (await this.api().catch(() => undefined)) return;
    }
    await this.kill();
    throw new Error(`${file} was not ready within ${PATIENCE_MS} ms`);
  }

  async kill(): Promise<void> {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid === undefined) return;
    await endProcessTree({ root: identityOf(pid), group: null, marker: null, graceMs: 0 });
    rmSync(this.socket, { force: true });
  }
}
