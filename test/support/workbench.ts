import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CliResult, type cli, type Lane, startCli, temporaryDirectory } from './cli.ts';
import { manifestText } from './packages.ts';

/** A folder with a home in it, and atomctl as it is called there. */
export interface Workbench {
  readonly folder: string;
  readonly home: string;
  readonly atomctl: ReturnType<typeof cli>;
  /** As `atomctl`, for what happens while a command runs. */
  readonly start: ReturnType<typeof startCli>;
  /** Paths in the folder. */
  readonly in: (name: string) => string;
  /** Writes and packs a package; gives the archive's path. */
  readonly pack: (name?: string, version?: string, extra?: string) => Promise<string>;
}

export const PASSWORD = 'a password';

export function workbench(folder = temporaryDirectory(), password = PASSWORD, lane: Lane = 'run'): Workbench {
  mkdirSync(folder, { recursive: true });
  const home = path.join(folder, 'home');
  const started = startCli(home, lane);
  const start: Workbench['start'] = (args, options) =>
    started(args, { cwd: folder, ...options, env: { ATOMCTL_PASSWORD: password, ...options?.env } });
  const atomctl: Workbench['atomctl'] = (args, options) => start(args, options).result;
  const inside = (name: string) => path.join(folder, name);
  return {
    folder,
    home,
    atomctl,
    start,
    in: inside,
    pack: async (name = 'sample', version = '1.0.0', extra = '') => {
      const manifest = inside(`${name}.wpk.yaml`);
      writeFileSync(manifest, manifestText(name, version).replace('spec:\n', `${extra}spec:\n`));
      await succeed(atomctl(['pack', manifest]));
      return inside(`${name}-${version}.wpk`);
    },
  };
}

/** @throws {Error} with what a command said that did not exit 0. */
export async function succeed(result: Promise<CliResult>): Promise<void> {
  const { exitCode, stdout, stderr } = await result;
  if (exitCode !== 0) throw new Error(`exit ${exitCode ?? 'by a signal'}: ${stdout}${stderr}`);
}
