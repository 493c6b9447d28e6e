import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CommandLine, run } from './command.ts';

/** What is to be run. */
export interface RunOf {
  /** The package's, which is made once. */
  readonly name: string;
  /** Its `spec`: YAML whose lines behind the first are indented by two. */
  readonly spec: string;
  readonly inputs?: object;
  /** Steps that are to be carried out alone; the others are skipped. */
  readonly only?: readonly string[];
}

/** The binary's `run --plan` of a package, which is planned and approved here; the keys in `cwd` sign it. */
export function approvedRuns(binary: string, cwd: string): (of: RunOf) => CommandLine {
  const env = { ATOMCTL_HOME: path.join(cwd, 'runs-home'), ATOMCTL_PASSWORD: '' };
  const atomctl = (...args: string[]) => ({ command: [binary, ...args] as const, cwd, env });
  const store = ({ name, spec }: RunOf): void => {
    if (!isTrusted.has(cwd)) run(atomctl('trust', 'add', 'atomctl.pub'));
    isTrusted.add(cwd);
    if (stored.has(`${cwd} ${name}`)) return;
    stored.add(`${cwd} ${name}`);
    mkdirSync(path.join(cwd, name));
    writeFileSync(path.join(cwd, name, `${name}.wpk.yaml`), manifestOf(name, spec));
    run(atomctl('pack', name));
    run(atomctl('sign', `${name}-1.0.0.wpk`, '--key', 'atomctl.key'));
    run(atomctl('push', `${name}-1.0.0.wpk`));
  };
  return (of) => {
    store(of);
    const inputs = path.join(cwd, 'inputs.json');
    writeFileSync(inputs, JSON.stringify(of.inputs ?? {}));
    const only = (of.only ?? []).flatMap((step) => ['--only', step]);
    const planned = run(atomctl('plan', of.name, '--inputs', inputs, ...only, '--json'));
    const plan: { id: string } = JSON.parse(planned);
    run(atomctl('approve', plan.id, '--reason', 'bench'));
    return atomctl('run', '--plan', plan.id);
  };
}

/** What the homes of this process know by now. */
const isTrusted = new Set<string>();
const stored = new Set<string>();

function manifestOf(name: string, spec: string): string {
  const head = `apiVersion: v1\nkind: WorkflowPackage\nmetadata: {name: ${name}, version: 1.0.0, author: bench@example.org}`;
  return `${head}\nspec:\n${spec.trim().replace(/^/, '  ')}\n`;
}
