import { execFileSync } from 'node:child_process';

export interface GoRequest {
  readonly module: string;
  readonly version: string;
  /** The build cache that all parts of one call share. */
  readonly cache: string;
  readonly into: string;
}

const NEEDED = [1, 26] as const;

/** Builds a Go program with the machine's own Go. */
export function buildGo({ module, version, cache, into }: GoRequest): void {
  const installed = goVersion();
  if (installed === undefined) throw new Error('Go is not installed');
  const [major = 0, minor = 0] = installed;
  if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
    throw new Error(`it needs Go ${NEEDED.join('.')} or newer, this is ${installed.join('.')}`);
  }
  execFileSync('go', ['install', '-trimpath', '-ldflags=-s -w', `${module}@v${version}`], {
    env: { ...process.env, GOBIN: into, GOCACHE: cache, GOTOOLCHAIN: 'local' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function goVersion(): number[] | undefined {
  try {
    const text = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
    return /^go(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number);
  } catch {
    return undefined;
  }
}
