import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { cli, temporaryDirectory } from './cli.ts';
import { manifestText } from './packages.ts';

/** A home and a folder with a package in it, packed by the CLI. */
export interface Workbench {
  readonly folder: string;
  readonly atomctl: ReturnType<typeof cli>;
  /** Paths in the folder. */
  readonly in: (name: string) => string;
  /** Writes and packs a package; gives the archive's path. */
  readonly pack: (name?: string, version?: string, extra?: string) => Promise<string>;
}

export const PASSWORD = 'a password';

export function workbench(): Workbench {
  const folder = temporaryDirectory();
  const run = cli(path.join(folder, 'home'));
  const atomctl: Workbench['atomctl'] = (args, options) =>
    run(args, { cwd: folder, ...options, env: { ATOMCTL_PASSWORD: PASSWORD, ...options?.env } });
  const inside = (name: string) => path.join(folder, name);
  return {
    folder,
    atomctl,
    in: inside,
    pack: async (name = 'sample', version = '1.0.0', extra = '') => {
      const manifest = inside(`${name}.wpk.yaml`);
      writeFileSync(manifest, manifestText(name, version).replace('spec:\n', `${extra}spec:\n`));
      const { stderr, exitCode } = await atomctl(['pack', manifest]);
      if (exitCode !== 0) throw new Error(stderr);
      return inside(`${name}-${version}.wpk`);
    },
  };
}
