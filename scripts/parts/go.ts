import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface GoRequest {
  readonly module: string;
  readonly version: string;
  /** The build cache that all parts of one call share. */
  readonly cache: string;
  readonly into: string;
}

export interface GoModuleRequest {
  readonly folder: string;
  readonly cache: string;
  readonly into: string;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const NEEDED = [1, 26] as const;

/** Builds a Go program of a published module with the machine's own Go. */
export function buildGo({ module, version, cache, into }: GoRequest): void {
  requireGo();
  const env = { GOBIN: into, GOCACHE: cache };
  go(['install', '-trimpath', '-ldflags=-s -w', `${module}@v${version}`], { cwd: into, env });
}

/** Builds all programs of a Go module of this repository, static; those of Kubernetes know their version. */
export function buildGoModule({ folder, cache, into }: GoModuleRequest): void {
  requireGo();
  const cwd = path.join(ROOT, folder);
  const env = { CGO_ENABLED: '0', GOCACHE: cache };
  const [, kubernetes] =
    /^\s*k8s\.io\/kubernetes (v\S+)$/m.exec(readFileSync(path.join(cwd, 'go.mod'), 'utf8')) ?? [];
  const lean = ['-trimpath', '-mod=readonly', '-tags=selinux,notest,grpcnotrace'];
  const flags = ['-s -w', ...(kubernetes === undefined ? [] : versionFlags(kubernetes))].join(' ');
  go(['build', ...lean, `-ldflags=${flags}`, '-o', `${into}/`, './...'], { cwd, env });
}

function versionFlags(version: string): string[] {
  const [major, minor] = version.replace('v', '').split('.');
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  return ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((where) =>
    Object.entries(values).map(([name, value]) => `-X ${where}.${name}=${value}`),
  );
}

interface Where {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

function go(args: readonly string[], { cwd, env }: Where): string {
  return execFileSync('go', args, {
    cwd,
    env: { ...process.env, GOTOOLCHAIN: 'local', ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

function requireGo(): void {
  const installed = goVersion();
  if (installed === undefined) throw new Error('Go is not installed');
  const [major = 0, minor = 0] = installed;
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  throw new Error(`it needs Go ${NEEDED.join('.')} or newer, this is ${installed.join('.')}`);
}

function goVersion(): number[] | undefined {
  try {
    const text = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
    return /^go(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number);
  } catch {
    return undefined;
  }
}
