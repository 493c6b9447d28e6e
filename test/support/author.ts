import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CliResult, Lane } from './cli.ts';
import { writeFiles } from './packages.ts';
import { succeed, type Workbench, workbench } from './workbench.ts';
import { manifestWith } from './wpk.ts';

/** A workbench that trusts the key of an author, with that author's packages. */
export interface Author extends Workbench {
  /** Writes a package folder; gives its path. `spec` is YAML, indented by two. */
  readonly write: (name: string, spec: string, more?: PackageOptions) => string;
  /** Writes, packs, signs and pushes a package; gives what push printed as JSON. */
  readonly push: (name: string, spec: string, more?: PackageOptions) => Promise<CliResult>;
  /** Pushes a package and runs it, approved. */
  readonly run: (name: string, spec: string, args?: readonly string[]) => Promise<CliResult>;
  /** The words that run a folder with these steps, as authors do. `more` is YAML under `spec`. */
  readonly runArgs: (steps: string, more?: string) => readonly string[];
  readonly runSteps: (steps: string, more?: string) => Promise<CliResult>;
  /** The id of the newest run. */
  readonly latest: () => Promise<string>;
}

interface PackageOptions {
  readonly version?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export async function author(at?: string, lane?: Lane): Promise<Author> {
  const bench = workbench(at, '', lane);
  const { folder, atomctl } = bench;
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
  let folders = 0;
  const runArgs: Author['runArgs'] = (steps, more = LIMITS) => {
    folders += 1;
    const text = manifestWith(steps, more).replace('name: example', `name: example-${folders}`);
    const source = path.join(folder, `example-${folders}`);
    writeFiles(folder, { [`example-${folders}/example.wpk.yaml`]: text });
    return ['run', source, '--key', 'atomctl.key', '--approve', '--reason', 'a test'];
  };
  const runSteps: Author['runSteps'] = (steps, more) => atomctl(runArgs(steps, more));
  const latest = async (): Promise<string> => (await atomctl(['runs', 'list', '--json'])).json().items[0].id;
  return { ...bench, write, push, run, runArgs, runSteps, latest };
}

export const LIMITS = 'validation: {limits: {timeout: 5m, memory: 64Mi}}';

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
