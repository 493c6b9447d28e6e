import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { readProc } from '../../../../src/adapters/executor/process/process-identity.ts';
import { Component } from '../component.ts';
import type { ControlPlane } from '../control-plane.ts';
import { type ClusterPlace, FILES, type NodeParts } from '../place.ts';
import { NODE } from './addresses.ts';
import { startEgress } from './egress.ts';
import { writeImages } from './images.ts';
import { containerdToml, kubeletSettings, podNetwork } from './settings.ts';

const INSIDE = path.join(import.meta.dirname, 'inside.sh');

/** Of its own: network, mounts, processes, host name and shared memory. One kill ends them all. */
const APART = [
  '--net',
  '--mount',
  '--pid',
  '--ipc',
  '--uts',
  '--fork',
  '--kill-child=SIGKILL',
  '--mount-proc',
];

/** As inside.sh names it. */
const KUBELET_SETTINGS = 'node/kubelet.json';

/** A node with a real kubelet, containerd and runc. */
export class KubeletNode {
  readonly #place: ClusterPlace;
  readonly #parts: NodeParts;
  readonly #node: Component;
  /** On the host's side of the node's way to the API server. */
  readonly #forward: Component;
  #egress: Server | undefined;

  constructor(place: ClusterPlace, parts: NodeParts) {
    this.#place = place;
    this.#parts = parts;
    const { home, tree, port } = place;
    const inside = ['sh', INSIDE, home, tree, parts.containerd, parts.runc, String(port)];
    this.#node = new Component('node', ['unshare', ...APART, '--propagation=private', ...inside], home);
    const forward = [path.join(tree, 'fwd'), `unix:${path.join(home, FILES.api)}`, `tcp:127.0.0.1:${port}`];
    this.#forward = new Component('fwd', forward, home);
  }

  start(): void {
    this.#egress = startEgress(this.#place.home);
    const folder = path.join(this.#place.home, 'node');
    mkdirSync(path.join(folder, 'cni'), { recursive: true });
    mkdirSync(path.join(folder, 'pod-logs'));
    writeFileSync(path.join(folder, 'containerd.toml'), containerdToml(this.#place.home, this.#parts));
    writeFileSync(path.join(folder, 'cni/pods.conflist'), JSON.stringify(podNetwork()));
    writeFileSync(
      path.join(this.#place.home, KUBELET_SETTINGS),
      JSON.stringify(kubeletSettings(this.#place)),
    );
    writeImages(this.#place, this.#parts);
    this.#forward.start();
    this.#node.start();
  }

  /** Waits until the API server knows it. */
  async registered(plane: ControlPlane): Promise<void> {
    await this.#node.until(() => plane.has(`node/${NODE}`), 90);
  }

  /** Ends the kubelet, which is then started again; pods go on. */
  restartKubelet(): void {
    const settings = path.join(this.#place.home, KUBELET_SETTINGS);
    for (const folder of globSync('/proc/[0-9]*')) {
      const [, name, ...flags] = readCommand(folder);
      if (name === 'kubelet' && flags.includes(settings))
        process.kill(Number(path.basename(folder)), 'SIGKILL');
    }
  }

  async stop(): Promise<void> {
    this.#egress?.close();
    await Promise.all([this.#node.stop(), this.#forward.stop()]);
  }
}

function readCommand(folder: string): string[] {
  return (readProc(path.join(folder, 'cmdline')) ?? '').split('\0');
}
