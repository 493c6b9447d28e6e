import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LAST_LINES = 15;

/** A process of the cluster. It is ended with the process that started it, however that ends. */
export class Component {
  readonly name: string;
  readonly #command: readonly string[];
  readonly #home: string;
  #child: ChildProcess | undefined;

  constructor(name: string, command: readonly string[], home: string) {
    this.name = name;
    this.#command = command;
    this.#home = home;
  }

  start(): void {
    const log = openSync(this.#log, 'a', 0o600);
    // Out of reach of ^C in a terminal: they end in order.
    this.#child = spawn('setpriv', ['--pdeathsig', 'KILL', ...this.#command], {
      cwd: this.#home,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || !isRunning(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Waits until something holds that this component brings about; throws with its last words where it ended or took too long. */
  async until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
      if (await holds()) return;
      if (this.#child === undefined || !isRunning(this.#child)) throw this.failure('ended');
    }
    throw this.failure(`was not ready within ${seconds} s`);
  }

  failure(what: string): Error {
    const lines = readFileSync(this.#log, 'utf8').trim().split('\n').slice(-LAST_LINES);
    return new Error(`${this.name} ${what}; its last lines:\n${lines.join('\n')}`);
  }

  get #log(): string {
    return path.join(this.#home, 'logs', `${this.name}.log`);
  }
}

export function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
