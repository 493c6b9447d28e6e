import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cli, type CliResult, temporaryDirectory } from './cli.ts';
import { writeFiles } from './packages.ts';

/** A home that trusts the key of an author, and that author's folder of packages. */
export interface Author {
  readonly folder: string;
  readonly home: string;
  readonly atomctl: ReturnType<typeof cli>;
  /** Writes a package folder; gives its path. `spec` is YAML, indented by two. */
  readonly write: (name: string, spec: string, more?: PackageOptions) => string;
  /** Writes, packs, signs and pushes a package; gives what push printed as JSON. */
  readonly push: (name: string, spec: string, more?: PackageOptions) => Promise<CliResult>;
  /** Pushes a package and runs it, approved. */
  readonly run: (name: string, spec: string, args?: readonly string[]) => Promise<CliResult>;
}

interface PackageOptions {
  readonly version?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export async function author(folder = temporaryDirectory()): Promise<Author> {
  mkdirSync(folder, { recursive: true });
  const home = path.join(folder, 'home');
  const bare = cli(home);
  const atomctl: Author['atomctl'] = (args, options) =>
    bare(args, { cwd: folder, ...options, env: { ATOMCTL_PASSWORD: '', ...options?.env } });
  await succeed(atomctl(['key', 'generate']));
  await succeed(atomctl(['trust', 'add', 'atomctl.pub']));

  const write: Author['write'] = (name, spec, { version = '1.0.0', files = {} } = {}) => {
    const place = path.join(folder, 'packages', `${name}-${version}`);
    mkdirSync(place, { recursive: true });
    const head = `apiVersion: v1\nkind: WorkflowPackage\nmetadata: {name: ${name}, version: ${version}, author: sre@example.org}\nspec:\n`;
    writeFileSync(path.join(place, `${name}.wpk.yaml`), `${head}${spec.trimEnd()}\n`);
    return writeFiles(place, files);
  };
  const push: Author['push'] = async (name, spec, more = {}) => {
    const file = path.join(folder, `${name}-${more.version ?? '1.0.0'}.wpk`);
    await succeed(atomctl(['pack', write(name, spec, more), '-o', file]));
    await succeed(atomctl(['sign', file, '--key', 'atomctl.key']));
    return atomctl(['push', file, '--json']);
  };
  const run: Author['run'] = async (name, spec, args = []) => {
    await succeed(push(name, spec));
    return atomctl(['run', name, '--approve', '--reason', 'a test', '--json', ...args]);
  };
  return { folder, home, atomctl, write, push, run };
}

async function succeed(result: Promise<CliResult>): Promise<void> {
  const { exitCode, stdout, stderr } = await result;
  if (exitCode !== 0) throw new Error(`exit ${exitCode ?? 'by a signal'}: ${stdout}${stderr}`);
}

/** The smallest spec: one step that prints its greeting. */
export const GREET = `
  runtime: {type: shell}
  inputs: {type: object, properties: {greeting: {type: string, default: hello}, times: {type: integer}}}
  handlers:
    - name: greet
      with: {command: [echo, "\${{ inputs.greeting }}"]}
      timeout: 1m
  validation: {limits: {timeout: 5m, memory: 64Mi}}
`;
