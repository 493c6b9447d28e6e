import { programOf, type ShellCommand } from '../shell/command.ts';
import { isKnown } from '../shell/unknown.ts';
import { isOpen } from '../view/inputs.ts';

/** A call out of the machine. `hosts` are those that its words name, as host or host:port; empty where they name none. */
export interface NetworkCall {
  readonly by: string;
  readonly hosts: readonly string[];
}

/** Programs that are there to talk to another machine. */
const ALWAYS = new Set(
  [
    'curl wget aria2c fetch lynx links w3m http https httpie axel',
    'nc ncat netcat socat telnet ssh scp sftp ftp tftp lftp rsh rlogin mosh sshpass ssh-copy-id',
    'dig nslookup host whois finger nmap masscan smbclient rpcclient ldapsearch ldapdomaindump rclone s3cmd',
    'ngrok cloudflared frpc localtunnel bore gost sshuttle tmate wstunnel inlets rcat chisel gs-netcat iodine',
    'mail mailx msmtp nscurl lwp-download nping hping3 wget2 sendmail mutt swaks websocat wscat grpcurl xh iperf iperf3 sshfs curlftpfs davfs2 croc wormhole magic-wormhole',
  ].flatMap((line) => line.split(' ')),
);

/** Programs that do so with one of these words first. */
const WITH_WORD: Readonly<Record<string, RegExp>> = {
  git: /^(clone|fetch|pull|push|ls-remote|submodule)$/,
  svn: /^(checkout|co|update|export)$/,
  hg: /^(clone|pull|push)$/,
  apt: /^(install|update|upgrade|full-upgrade|dist-upgrade|download|source)$/,
  'apt-get': /^(install|update|upgrade|dist-upgrade|download|source|build-dep)$/,
  yum: /^(install|update|upgrade|localinstall|groupinstall|makecache)$/,
  dnf: /^(install|update|upgrade|groupinstall|makecache|download)$/,
  microdnf: /^(install|update|upgrade)$/,
  zypper: /^(install|in|update|up|refresh|ref)$/,
  pacman: /^(-S[a-z]*|-Sy[a-z]*)$/,
  apk: /^(add|update|upgrade|fetch)$/,
  snap: /^(install|refresh)$/,
  brew: /^(install|update|upgrade|tap)$/,
  pip: /^(install|download)$/,
  pip3: /^(install|download)$/,
  pipx: /^(install|run)$/,
  uv: /^(pip|sync|add|tool)$/,
  poetry: /^(install|add|update)$/,
  npm: /^(install|i|ci|add|update|publish|exec)$/,
  npx: /./,
  pnpm: /^(install|i|add|update|dlx|publish)$/,
  yarn: /^(install|add|dlx|publish)$/,
  conda: /^(install|create|update|env)$/,
  mamba: /^(install|create|update|env)$/,
  cpan: /./,
  cpanm: /./,
  luarocks: /^install$/,
  opam: /^(install|update|upgrade)$/,
  cabal: /^(install|update)$/,
  rustup: /^(update|install|toolchain)$/,
  pkg: /^(install|update|upgrade|fetch)$/,
  pkg_add: /./,
  emerge: /./,
  flatpak: /^(install|update)$/,
  port: /^(install|selfupdate)$/,
  easy_install: /./,
  gem: /^(install|update|push)$/,
  bundle: /^(install|update)$/,
  cargo: /^(install|fetch|publish)$/,
  go: /^(get|install)$/,
  composer: /^(install|update|require|create-project)$/,
  docker: /^(pull|push|login)$/,
  podman: /^(pull|push|login)$/,
  nerdctl: /^(pull|push|login)$/,
  skopeo: /^(copy|sync|inspect)$/,
  oras: /^(pull|push|copy)$/,
  helm: /^(pull|push|repo)$/,
  gh: /^(api|release|repo|pr|issue|workflow|run)$/,
  aws: /^(?!configure$)[a-z]/,
  gcloud: /^(?!config$)[a-z]/,
  gsutil: /^[a-z]/,
  az: /^(?!configure$)[a-z]/,
  openssl: /^s_client$/,
};

const DEV_TCP = /^\/dev\/(?:tcp|udp)\/([^/]+)\/(.+)$/;

/** The call that a command makes, undefined where it makes none. */
export function networkCall(command: ShellCommand): NetworkCall | undefined {
  const { opens } = command;
  if (opens !== undefined)
    return {
      by: `A program ${programOf(command)}`,
      hosts: opens.map((host) => hostOf(host) ?? host).filter(isKnown),
    };
  for (const target of [...command.reads, ...command.writes, ...command.argv]) {
    const [, host, port] = DEV_TCP.exec(target) ?? [];
    if (host !== undefined)
      return { by: 'the shell (/dev/tcp)', hosts: isKnown(target) ? [`${host}:${port}`] : [] };
  }
  const program = programOf(command);
  if (!callsOut(program, command.argv.slice(1))) return undefined;
  return { by: program, hosts: hostsIn(program, command.argv.slice(1)) };
}

const ASKS_ITSELF = new Set(['--version', '--help', '-V', '-h']);

function callsOut(program: string, args: readonly string[]): boolean {
  if (args.length === 0 || (args.length === 1 && ASKS_ITSELF.has(args[0] ?? ''))) return false;
  if (ALWAYS.has(program)) return true;
  if (program === 'rsync') return args.some((arg) => /^(rsync:\/\/|[\w.-]+@?[\w.-]*:)/.test(arg));
  if (isModulePip(program, args)) return true;
  const word = Object.hasOwn(WITH_WORD, program) ? WITH_WORD[program] : undefined;
  if (word === undefined) return false;
  const first = program === 'pacman' ? args[0] : firstWord(program, args);
  return first !== undefined && word.test(first);
}

/** The first word that is no option; git's -C and -c take one of their own. */
function firstWord(program: string, args: readonly string[]): string | undefined {
  const isValue = (index: number) => program === 'git' && /^-[Cc]$/.test(args[index - 1] ?? '');
  return args.find((arg, index) => !arg.startsWith('-') && !isValue(index));
}

function isModulePip(program: string, args: readonly string[]): boolean {
  return /^python[\d.]*$/.test(program) && args[0] === '-m' && args[1] === 'pip' && args[2] === 'install';
}

const SPEAKS_HOST_PORT = new Set(['nc', 'ncat', 'netcat', 'telnet']);
const PORTS: Readonly<Record<string, string>> = {
  https: '443',
  http: '80',
  ssh: '22',
  git: '9418',
  ftp: '21',
  rsync: '873',
};

function hostsIn(program: string, args: readonly string[]): string[] {
  const plain = args.filter((arg) => !arg.startsWith('-'));
  if (SPEAKS_HOST_PORT.has(program)) {
    const [host = '', port = ''] = plain.slice(-2);
    return /^\d+$/.test(port) && isKnown(host) ? [`${host}:${port}`] : [];
  }
  const named = args.flatMap((arg) => hostOf(arg.replace(/^--?[a-z-]+=/, '')) ?? []);
  if (['nslookup', 'host', 'dig'].includes(program))
    return plain.slice(0, 1).flatMap((name) => bareHost(name, '53'));
  if (named.length > 0 || !['curl', 'wget', 'ssh'].includes(program)) return named;
  return plain.slice(-1).flatMap((last) => bareHost(last, program === 'ssh' ? '22' : '80'));
}

/** What stands for a value that is read elsewhere is no URL. */
const REFERENCE = /^(?:env|vault|file)$/i;

/** host:port of a URL, or of user@host:path; null where the text is neither or its host is not known. */
export function hostOf(text: string): string | null {
  const [, scheme = '', authority] = /^([a-z][a-z0-9+]*):\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(text) ?? [];
  if (authority !== undefined) {
    if (!isKnown(authority) || authority.includes('$') || REFERENCE.test(scheme)) return null;
    const port = PORTS[scheme.replace(/^git\+/, '').toLowerCase()];
    return /:\d+$/.test(authority) || port === undefined ? authority : `${authority}:${port}`;
  }
  const [, remote] = /^[\w.-]+@([\w.-]+)(?::|$)/.exec(text) ?? [];
  return remote === undefined ? null : `${remote}:22`;
}

function bareHost(text: string, port: string): string[] {
  const [, host, given] = /^([\w-]+(?:\.[\w-]+)*)(?::(\d+))?(?:\/|$)/.exec(text) ?? [];
  return host === undefined ? [] : [`${host}:${given ?? port}`];
}

/** Names that only a cluster's own DNS knows: web, web.shop, web.shop.svc.cluster.local. */
export function isInCluster(host: string): boolean {
  return (
    /^[a-z][\w-]*(?:\.[\w-]+)?(?:\.svc(?:\.[\w.-]+)?)?(?::\d+)?$/i.test(host) &&
    !/\.[a-z]{2,3}(?::\d+)?$/i.test(host)
  );
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)(:\d+)?$/;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Whether a host is one that the package says it calls; one that only the run knows is taken to be. */
export function isDeclared(host: string, declared: readonly string[]): boolean {
  const called = host.toLowerCase();
  const [name] = called.split(':', 1);
  return declared.some((entry) => {
    const said = entry.toLowerCase();
    return said === called || (said === name && !said.includes(':')) || isOpen(entry);
  });
}
