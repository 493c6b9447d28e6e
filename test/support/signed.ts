import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cli, temporaryDirectory } from './cli.ts';
import { manifestWith } from './wpk.ts';

const PASSWORD = { ATOMCTL_PASSWORD: 'a test' };

/** A home with a trusted key, and `run` for a package with these steps, packed and signed on the way. */
export async function authorsHome() {
  const home = temporaryDirectory();
  const atomctl = cli(home);
  await atomctl(['key', 'generate', '--out', home], { env: PASSWORD });
  await atomctl(['trust', 'add', path.join(home, 'atomctl.pub')]);
  let packages = 0;
  const write = (steps: string, spec = LIMITS): string => {
    packages += 1;
    const folder = path.join(home, `package-${packages}`);
    mkdirSync(folder);
    const text = manifestWith(steps, spec).replace('name: example', `name: example-${packages}`);
    writeFileSync(path.join(folder, 'example.wpk.yaml'), text);
    return folder;
  };
  const runArgs = (folder: string, ...more: readonly string[]) => [
    'run',
    folder,
    '--key',
    path.join(home, 'atomctl.key'),
    '--approve',
    '--reason',
    'a test',
    ...more,
  ];
  return {
    home,
    atomctl,
    env: PASSWORD,
    write,
    runArgs,
    run: (steps: string, spec = LIMITS, ...more: readonly string[]) =>
      atomctl(runArgs(write(steps, spec), ...more), { env: PASSWORD }),
    /** The id of the newest run. */
    latest: async (): Promise<string> => (await atomctl(['runs', 'list', '--json'])).json().items[0].id,
  };
}

const LIMITS = 'validation: {limits: {timeout: 5m, memory: 64Mi}}';
