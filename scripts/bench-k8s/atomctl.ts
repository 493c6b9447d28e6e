import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CommandLine, cpuMs, run } from '../bench/command.ts';
import type { BenchGround } from './row.ts';

/** The binary with a home of its own, which trusts its key, for one cluster and namespace. */
export class Atomctl {
  readonly folder: string;
  readonly #binary: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor({ binary, folder }: Pick<BenchGround, 'binary' | 'folder'>, kubeconfig: string) {
    this.folder = mkdtempSync(path.join(folder, 'atomctl-'));
    this.#binary = binary;
    this.#env = {
      ATOMCTL_HOME: path.join(this.folder, 'home'),
      ATOMCTL_PASSWORD: '',
      KUBECONFIG: kubeconfig,
    };
    run(this.line('key', 'generate'));
    run(this.line('trust', 'add', 'atomctl.pub'));
  }

  line(...args: readonly string[]): CommandLine {
    return { command: [this.#binary, ...args], cwd: this.folder, env: this.#env };
  }

  /** Stores a package; `spec` is YAML, indented by two. */
  push(name: string, spec: string, files: Readonly<Record<string, string>> = {}): void {
    const place = path.join(this.folder, name);
    mkdirSync(place);
    const head = `apiVersion: v1\nkind: WorkflowPackage\nmetadata: {name: ${name}, version: 1.0.0, author: bench@example.org}\nspec:\n`;
    writeFileSync(path.join(place, `${name}.wpk.yaml`), `${head}${spec.replace(/^\n/, '').trimEnd()}\n`);
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(place, file), text);
    run(this.line('pack', name));
    run(this.line('sign', `${name}-1.0.0.wpk`, '--key', 'atomctl.key'));
    run(this.line('push', `${name}-1.0.0.wpk`));
  }
}

export interface Timed {
  readonly wall: number;
  /** User and system time, of it and its children. */
  readonly cpu: number;
}

/** In seconds. */
export function timed(line: CommandLine): Timed {
  const started = performance.now();
  const cpu = cpuMs(line) / 1000;
  return { cpu, wall: (performance.now() - started) / 1000 };
}
