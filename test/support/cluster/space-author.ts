import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Author, author } from '../author.ts';
import type { CliResult } from '../cli.ts';
import type { TestNamespace } from '../cluster.ts';

/** An author whose packages act on a namespace. */
export interface SpaceAuthor extends Author {
  /** With the kubeconfig of the namespace, or another. */
  readonly at: (args: readonly string[], kubeconfig?: string) => Promise<CliResult>;
  /** Pushes a package of k8s steps under a new version; gives what names it. */
  readonly k8s: (name: string, spec: string, files?: Readonly<Record<string, string>>) => Promise<string>;
  readonly approved: (ref: string, kubeconfig?: string) => Promise<CliResult>;
  /** A kubeconfig of whoever has this token. */
  readonly withToken: (token: string) => Promise<string>;
}

export async function spaceAuthor(space: TestNamespace): Promise<SpaceAuthor> {
  const ana = await author();
  const at: SpaceAuthor['at'] = (args, kubeconfig = space.kubeconfig) =>
    ana.atomctl(args, { env: { KUBECONFIG: kubeconfig } });
  let versions = 0;
  const k8s: SpaceAuthor['k8s'] = async (name, spec, files = {}) => {
    versions += 1;
    const version = `1.0.${versions}`;
    const pushed = await ana.push(name, `  runtime: {type: k8s}\n${spec}`, { version, files });
    if (pushed.exitCode !== 0) throw new Error(pushed.stderr);
    return `${name}@${version}`;
  };
  const approved: SpaceAuthor['approved'] = (ref, kubeconfig) =>
    at(['run', ref, '--approve', '--reason', 'a test', '--json'], kubeconfig);
  let tokens = 0;
  const withToken = async (token: string) => {
    const raw = await space.kubectl(['config', 'view', '--raw', '--minify', '-o', 'json']);
    const config = JSON.parse(raw);
    config.users[0].user = { token };
    tokens += 1;
    const file = path.join(ana.folder, `token-${tokens}.kubeconfig`);
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    return file;
  };
  return { ...ana, at, k8s, approved, withToken };
}

/** What a person sees of a command that fails. */
export function problem({ exitCode, stderr }: CliResult) {
  const [, message, code] = /^Error: (.*) \((ATOM_[A-Z_]+)\)$/m.exec(stderr) ?? [];
  const [, next] = /^ {2}try: {3}(.*)$/m.exec(stderr) ?? [];
  return { exitCode, code, message, next };
}
