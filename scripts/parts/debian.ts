import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Debian's own keys for all its releases, as every Debian machine has them. */
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

export interface DebianRequest {
  readonly package: string;
  /** Absent: the machine's own release. */
  readonly release: string | undefined;
  readonly beside: readonly string[];
  readonly wrapped: readonly string[];
  /** The upstream version that it must have. */
  readonly version: string;
  /** A folder of our own for apt's lists; the machine's are not touched. */
  readonly apt: string;
  /** An empty folder to unpack into. */
  readonly into: string;
}

/** Downloads a Debian package, and what it works with, from the machine's own mirror and unpacks it; nothing is installed. Gives its version. */
export function unpackDebian(request: DebianRequest): string {
  const release = codename();
  const wanted = request.release ?? release;
  const options = aptOptions(path.join(request.apt, wanted));
  if (wanted !== release) options.push(...sourceOf(wanted, release, path.join(request.apt, wanted)));

  run('apt-get', [...options, '-q', 'update'], request.apt);
  const version = newest(run('apt-cache', [...options, 'madison', request.package], request.apt), request);
  const downloads = path.join(request.into, '.download');
  mkdirSync(downloads, { recursive: true });
  const archives = download(request, `${request.package}=${version}`, { options, into: downloads });
  for (const archive of archives) run('dpkg-deb', ['-x', archive, request.into], downloads);
  rmSync(downloads, { recursive: true });
  for (const program of request.wrapped) wrap(request.into, program);
  return version;
}

interface Download {
  /** Of apt. */
  readonly options: readonly string[];
  readonly into: string;
}

function download({ beside }: DebianRequest, wanted: string, { options, into }: Download): string[] {
  if (beside.length === 0) run('apt-get', [...options, '-q', 'download', wanted], into);
  else {
    mkdirSync(path.join(into, 'partial'));
    // As for an installation, which knows what they need; nothing is installed.
    const only = ['--download-only', '--reinstall', '--no-install-recommends', '-y'];
    const apart = ['-o', `Dir::Cache::archives=${into}`, '-o', 'Debug::NoLocking=true'];
    run('apt-get', [...options, ...apart, '-q', 'install', ...only, wanted, ...beside], into);
  }
  const archives = readdirSync(into).filter((file) => file.endsWith('.deb'));
  if (archives.length === 0) throw new Error(`apt-get left no package of ${wanted}`);
  return archives.map((file) => path.join(into, file));
}

/** A program that is started where it was unpacked, with the libraries and programs beside it. */
function wrap(folder: string, program: string): void {
  const wrapper = path.join(folder, path.basename(program));
  const text = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
for folder in "$here"/usr/lib/*-linux-gnu "$here"/lib/*-linux-gnu; do
  LD_LIBRARY_PATH="$folder\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
done
export LD_LIBRARY_PATH PATH="$here/usr/sbin:$here/usr/bin:$PATH"
exec "$here/usr/${program}" "$@"
`;
  writeFileSync(wrapper, text);
  chmodSync(wrapper, 0o755);
}

function codename(): string {
  const [, name] = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
  if (name === undefined) throw new Error('this is not a Debian release');
  return name;
}

function aptOptions(folder: string): string[] {
  mkdirSync(path.join(folder, 'lists', 'partial'), { recursive: true });
  mkdirSync(path.join(folder, 'cache', 'archives', 'partial'), { recursive: true });
  return [
    `Dir::State::lists=${path.join(folder, 'lists')}`,
    `Dir::Cache=${path.join(folder, 'cache')}`,
    `APT::Sandbox::User=${os.userInfo().username}`,
    'Acquire::Languages=none',
  ].flatMap((option) => ['-o', option]);
}

/** A source of another release on the mirror that this machine uses for its own. */
function sourceOf(wanted: string, own: string, folder: string): string[] {
  const format = '$(RELEASE)|$(COMPONENT)|$(REPO_URI)';
  const targets = run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], folder);
  const [, , mirror] =
    targets
      .split('\n')
      .map((line) => line.split('|'))
      .find(([release, component]) => release === own && component === 'main') ?? [];
  if (mirror === undefined) throw new Error(`apt has no source for ${own}`);

  const list = path.join(folder, 'sources.list');
  writeFileSync(list, `deb [signed-by=${KEYRING}] ${mirror} ${wanted} main\n`);
  return ['-o', `Dir::Etc::sourcelist=${list}`, '-o', 'Dir::Etc::sourceparts=/dev/null'];
}

function newest(madison: string, request: DebianRequest): string {
  const versions = madison.split('\n').map((line) => line.split('|')[1]?.trim() ?? '');
  const found = versions.find((version) => version.startsWith(request.version));
  if (found !== undefined) return found;
  throw new Error(
    `Debian has no ${request.package} ${request.version}: ${versions.join(' ').trim() || 'none'}`,
  );
}

function run(command: string, args: readonly string[], cwd: string): string {
  mkdirSync(cwd, { recursive: true });
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
