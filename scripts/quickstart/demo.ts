import { mkdtempSync, readdirSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { execa } from 'execa';

const KILL_IN_STEP = 'verify';
const PATIENCE_MS = 30_000;

export type Demo = ReturnType<typeof openDemo>;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A folder with a home of its own, and atomctl in it: each command is shown, run, and held to the exit code that it should have. */
export function openDemo(program: string, more: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-quickstart-'));
  mkdirSync(path.join(folder, 'staging'));
  const env = { ATOMCTL_HOME: path.join(folder, 'home'), ATOMCTL_PASSWORD: 'quickstart', ...more };
  const [command, before] = program.endsWith('.js') ? [process.execPath, [program]] : [program, []];
  const call = (args: readonly string[]) =>
    execa(command, [...before, ...args], { cwd: folder, env, reject: false, all: true });

  const atomctl = async (args: readonly string[], { exit = 0 }: { exit?: number } = {}): Promise<string> => {
    say(shown(args));
    const { exitCode, all } = await call(args);
    say(all);
    if (exitCode !== exit) throw new Error(`that exited ${exitCode ?? 'by a signal'}, not ${exit}`);
    return all;
  };

  const newest = async (what: 'plans' | 'runs'): Promise<string> => {
    const { stdout } = await call([what, 'list', '--limit', '1', '--json']);
    return JSON.parse(stdout).items[0].id;
  };

  /** Starts a run, kills its process while a step is under way, and gives the run's id. */
  const killedRun = async (args: readonly string[]): Promise<string> => {
    const earlier = await newest('runs');
    say(`${shown(args)} &`);
    const child = call(args);
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      const run = await newest('runs');
      if (run === earlier) continue;
      const { stdout } = await call(['runs', 'show', run, '--json']);
      const { steps } = JSON.parse(stdout);
      if (
        !steps.some(
          (step: { name: string; state: string }) => step.name === KILL_IN_STEP && step.state === 'running',
        )
      )
        continue;
      say(styleText('bold', `$ kill -9 ${child.pid ?? ''}`));
      child.kill('SIGKILL');
      say((await child).all);
      return run;
    }
    throw new Error(`the run did not come to ${KILL_IN_STEP}`);
  };

  return {
    folder,
    say,
    atomctl,
    /** What a command prints, for another; not shown. */
    quiet: async (args: readonly string[]): Promise<string> => (await call(args)).stdout,
    newest,
    killedRun,
    chapter: (title: string) => say(`\n${styleText(['bold', 'cyan'], `# ${title}`)}`),
    expectEmpty: (name: string) => {
      const left = readdirSync(path.join(folder, name));
      if (left.length > 0) throw new Error(`${name} still holds ${left.join(', ')}`);
      say(`$ ls ${name}     # empty: nothing was left behind`);
    },
    expectText: (output: string, text: string) => {
      if (!output.includes(text)) throw new Error(`the output does not name ${text}`);
    },
  };
}

function shown(args: readonly string[]): string {
  const words = args.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`));
  return styleText('bold', `$ atomctl ${words.join(' ')}`);
}
