import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface StepResult {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** What the step wrote to $ATOMCTL_OUTPUT; undefined where it wrote nothing. */
  readonly outputs: unknown;
}

type Env = Readonly<Record<string, string>>;

/** The scripts of a shipped playbook, each run as a script step is: its own work folder, a small environment. */
export function playbookScripts(name: string, work: string) {
  mkdirSync(work, { recursive: true });
  const folder = path.join(ROOT, 'playbooks', name);
  const output = path.join(work, 'output.json');

  const start = (script: string, env: Env = {}) =>
    execa(path.join(folder, 'scripts', script), {
      cwd: work,
      reject: false,
      extendEnv: false,
      stdin: 'ignore',
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: work,
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        ATOMCTL_PACKAGE: folder,
        ATOMCTL_OUTPUT: output,
        ...env,
      },
    });

  const run = async (script: string, env: Env = {}): Promise<StepResult> => {
    const { exitCode, stdout, stderr } = await start(script, env);
    return { exitCode, stdout, stderr, outputs: jsonIn(output) };
  };

  return { start, run };
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
