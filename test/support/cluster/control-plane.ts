import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { AUDIT_POLICY, commandsOf, egressThrough } from './commands.ts';
import { Component } from './component.ts';
import { kubectl, kubectlOf } from './kubectl.ts';
import { kwokName, kwokNode } from './kwok-node.ts';
import { writePki } from './pki.ts';
import { type ClusterPlace, FILES } from './place.ts';

/** etcd, the API server, controllers, scheduler and, where it has nodes, kwok: processes of this host. */
export class ControlPlane {
  readonly #place: ClusterPlace;
  readonly #etcd: Component;
  #api: Component;
  readonly #others: readonly Component[];

  constructor(place: ClusterPlace) {
    this.#place = place;
    const commands = commandsOf(place);
    const component = (name: string, command: readonly string[]) => new Component(name, command, place.home);
    this.#etcd = component('etcd', commands.etcd);
    this.#api = component('apiserver', commands.apiserver);
    this.#others = [
      component('controllers', commands.controllers),
      component('scheduler', commands.scheduler),
      ...(place.kwokNodes > 0 ? [component('kwok', commands.kwok)] : []),
    ];
  }

  /** Writes what all its processes read. */
  prepare(): void {
    const { home } = this.#place;
    mkdirSync(path.join(home, 'logs'));
    writePki(this.#place);
    const write = (file: string, content: unknown) =>
      writeFileSync(path.join(home, file), JSON.stringify(content));
    write('audit.json', AUDIT_POLICY);
    write('egress.json', egressThrough(path.join(home, FILES.egress)));
  }

  async start(flags: readonly string[]): Promise<void> {
    this.#etcd.start();
    await this.startApi(flags);
    for (const one of this.#others) one.start();
    const { kwokNodes, node } = this.#place;
    const nodes = Array.from({ length: kwokNodes }, (_, index) => kwokNode(index, node !== null));
    const list = { apiVersion: 'v1', kind: 'List', items: nodes };
    if (nodes.length > 0) await this.#kubectl(['create', '-f', '-'], JSON.stringify(list));
    // Pods are refused before.
    await this.#kubectl(['wait', '--for=create', 'serviceaccount/default', '--timeout=60s']);
  }

  /** Whether there is an object, such as node/NAME. */
  async has(name: string): Promise<boolean> {
    return (await this.#kubectl(['get', name, '--ignore-not-found', '-o', 'name'])) !== '';
  }

  /** Waits until every node is ready. */
  async nodesReady(): Promise<void> {
    await this.#kubectl(['wait', 'node', '--all', '--for=condition=Ready', '--timeout=120s']);
  }

  /** Starts the API server on what etcd has, with more flags or with others than before. */
  async startApi(flags: readonly string[]): Promise<void> {
    const { home, port } = this.#place;
    this.#api = new Component('apiserver', [...commandsOf(this.#place).apiserver, ...flags], home);
    this.#api.start();
    const ca = readFileSync(path.join(home, 'pki/ca.crt'), 'utf8');
    await this.#api.until(() => answers(`https://127.0.0.1:${port}/readyz`, ca), 120);
  }

  async stopApi(): Promise<void> {
    await this.#api.stop();
  }

  /** Starts all that talk to it anew: after an outage they would wait up to a minute before they look again. */
  async restartOthers(): Promise<void> {
    await Promise.all(this.#others.map((one) => one.stop()));
    // Another kwok takes a node only when the lease of the one before has run out.
    const names = Array.from({ length: this.#place.kwokNodes }, (_, index) => kwokName(index));
    const remove = ['-n', 'kube-node-lease', 'delete', 'lease', '--ignore-not-found', ...names];
    if (names.length > 0) await this.#kubectl(remove);
    for (const one of this.#others) one.start();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#others, this.#api, this.#etcd].map((one) => one.stop()));
  }

  #kubectl(args: readonly string[], input?: string): Promise<string> {
    const { home, tree } = this.#place;
    return kubectl(kubectlOf(tree, home), args, input);
  }
}

function answers(url: string, ca: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { ca, agent: false, timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
