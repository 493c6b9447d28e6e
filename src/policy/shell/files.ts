import { argsOf, programOf, type ShellCommand } from './command.ts';
import { plainPath } from './paths.ts';
import { typedInto } from './typed.ts';

/** What is done with a file. `change` is of its rights or times, `name` only mentions it. */
export type Use = 'read' | 'write' | 'append' | 'delete' | 'change';

export interface FileUse {
  /** In the form of `plainPath`. */
  readonly path: string;
  readonly use: Use;
}

const LONGEST_PATH = 4096;
const KNOWN = new WeakMap<ShellCommand, readonly FileUse[]>();

/** The files that a command touches, by its words and redirections, as far as its program is known. */
export function filesOf(command: ShellCommand): readonly FileUse[] {
  const known = KNOWN.get(command);
  if (known !== undefined) return known;
  const uses = [...redirected(command), ...named(command), ...typed(command)].map(({ path, use }) => ({
    use,
    path: plainPath(path, command.cwd),
  }));
  KNOWN.set(command, uses);
  return uses;
}

function redirected({ reads, writes, appends }: ShellCommand): FileUse[] {
  return [
    ...reads.map((path) => ({ path, use: 'read' as const })),
    ...writes.map((path) => ({
      path,
      use: appends.includes(path) ? ('append' as const) : ('write' as const),
    })),
  ];
}

function named(command: ShellCommand): readonly FileUse[] {
  const program = programOf(command);
  const reader = Object.hasOwn(BY_PROGRAM, program) ? BY_PROGRAM[program] : undefined;
  if (reader !== undefined) return reader(argsOf(command));
  if (program === '' || program.startsWith('(') || MENTIONS.has(program)) return [];
  return all(argsOf(command).map(pathIn), 'read');
}

const LINE_EDITORS = new Set([
  'ed',
  'ex',
  'red',
  'vi',
  'vim',
  'nvim',
  'sqlite3',
  'mail',
  'ftp',
  'sftp',
  'gdb',
]);

/** `echo 'e /etc/hosts' | ed`: files that are named in what is typed into a program. */
function typed(command: ShellCommand): readonly FileUse[] {
  if (!LINE_EDITORS.has(programOf(command))) return [];
  const texts = [...argsOf(command).filter((arg) => arg.includes(' ')), ...typedInto(command)];
  const lines = texts.flatMap((text) => text.slice(0, 4096).split(/\n|\\n/));
  return lines.flatMap((line) => {
    const [, verb = '', path] = /^\s*[:.]?(\w+!?)\s+((?:\/|~\/)\S+)/.exec(line) ?? [];
    if (path === undefined) return [];
    return all([path], /^(?:w|wq|write|sav)/.test(verb) ? 'write' : 'read');
  });
}

type Reader = (args: readonly string[]) => readonly FileUse[];

/** Programs that name files without showing or changing what is in them. */
const MENTIONS = new Set(
  [
    'echo printf test [ [[ ls ll dir stat file mkdir basename dirname realpath readlink which whereis cd pushd',
    'popd export declare local readonly set unset trap true false : sleep exit return kill wait id whoami',
    'sha256sum sha1sum md5sum sha512sum cksum wc du df ssh ssh-keygen ssh-add ssh-keyscan git kubectl helm oc',
    'docker podman nerdctl mount umount mountpoint find fd locate namei getfacl lsattr findmnt lsof fuser type',
    'command hash alias case for while if until do done then else fi mktemp tty expr seq date env printenv',
    'systemctl service chroot nsenter unshare useradd adduser usermod aws gcloud az terraform ansible',
    'ansible-playbook restorecon chcon semanage visudo docker-compose kind minikube',
  ].flatMap((line) => line.split(' ')),
);

const BY_PROGRAM: Readonly<Record<string, Reader>> = {
  cp: (args) => copied(args, 'read'),
  gcp: (args) => copied(args, 'read'),
  install: (args) => (args.includes('-d') ? all(operands(args), 'change') : copied(args, 'read')),
  rsync: (args) => copiedOver(args, /^-[ef]$|^--(?:rsh|filter|exclude|include)$/),
  scp: (args) => copiedOver(args, /^-[cFiJloPSDX]$/),
  cut: (args) => all(operands(withoutValues(args, /^-[bcdf]$/)), 'read'),
  sort: (args) => all(operands(withoutValues(args, /^-[tkTS]$/)), 'read'),
  tr: () => [],
  socat: (args) =>
    args.flatMap((arg) => {
      const [, verb = '', path] = /^(file|open|gopen|create):([^,]+)/i.exec(arg) ?? [];
      return path === undefined ? [] : all([path], verb.toLowerCase() === 'create' ? 'write' : 'read');
    }),
  mv: (args) => copied(args, 'delete'),
  ln: (args) => copied(args, 'read'),
  tee: (args) => all(operands(args), args.some((arg) => /^(-a|--append)$/.test(arg)) ? 'append' : 'write'),
  sponge: (args) => all(operands(args), 'write'),
  truncate: (args) => all(operands(args), 'write'),
  touch: (args) => all(operands(args), 'change'),
  sed: edited,
  perl: (args) => (args.some((arg) => /^-[a-z]*i/.test(arg)) ? edited(args) : all(args.map(pathIn), 'read')),
  awk: (args) => all(operands(args).slice(1), args.includes('inplace') ? 'write' : 'read'),
  patch: (args) => all(operands(args).slice(0, 1), 'write'),
  ed: bothWays,
  ex: bothWays,
  vi: bothWays,
  vim: bothWays,
  nvim: bothWays,
  nano: bothWays,
  ee: bothWays,
  emacs: bothWays,
  pico: bothWays,
  rm: (args) => all(operands(args), 'delete'),
  rmdir: (args) => all(operands(args), 'delete'),
  unlink: (args) => all(operands(args), 'delete'),
  shred: (args) => all(operands(args), 'delete'),
  srm: (args) => all(operands(args), 'delete'),
  wipe: (args) => all(operands(args), 'delete'),
  chmod: (args) => all(operands(args).slice(1), 'change'),
  chown: (args) => all(operands(args).slice(1), 'change'),
  chgrp: (args) => all(operands(args).slice(1), 'change'),
  chattr: (args) =>
    all(
      operands(args).filter((arg) => !/^[+=]/.test(arg)),
      'change',
    ),
  setfacl: (args) => all(operands(args), 'change'),
  setcap: (args) => all(operands(args).slice(1), 'change'),
  dd: (args) => [
    ...all(
      args.flatMap((arg) => valueOf(arg, 'if=')),
      'read',
    ),
    ...all(
      args.flatMap((arg) => valueOf(arg, 'of=')),
      'write',
    ),
  ],
  curl: (args) => [
    ...all(outputs(args, /^(?:-[a-zA-Z]*o|--output)$/), 'write'),
    ...all(args.map(pathIn), 'read'),
  ],
  wget: (args) => [
    ...all(outputs(args, /^(?:-[a-zA-Z]*[OP]|--output-document|--directory-prefix)$/), 'write'),
    ...all(
      args.flatMap((arg) => valueOf(arg, '--post-file=')),
      'read',
    ),
  ],
  tar: archived,
  unzip: (args) => all(outputs(args, /^-d$/), 'write'),
};

function copied(args: readonly string[], source: Use, remote = false): readonly FileUse[] {
  const into = outputs(args, /^(?:-t|--target-directory)$/);
  const files = operands(args).filter((file) => !into.includes(file));
  if (into.length > 0 || remote) return [...all(files, remote ? 'read' : source), ...all(into, 'write')];
  const last = files.at(-1);
  const sources = files.slice(0, -1);
  return [
    ...all(sources, source),
    ...(source === 'delete' ? all(sources, 'read') : []),
    ...(last === undefined ? [] : all([last], 'write')),
  ];
}

/** scp and rsync: the key that proves who asks is no file that is sent. */
function copiedOver(args: readonly string[], option: RegExp): readonly FileUse[] {
  const given = withoutValues(args, option);
  return copied(
    given.filter((arg) => !isRemote(arg)),
    'read',
    given.some(isRemote),
  );
}

function withoutValues(args: readonly string[], option: RegExp): readonly string[] {
  return args.filter((_, index) => !option.test(args[index - 1] ?? ''));
}

function edited(args: readonly string[]): readonly FileUse[] {
  const inPlace = args.some((arg) => /^(-[a-zA-Z]*i.*|--in-place.*)$/.test(arg));
  const hasScript = args.some((arg) => /^(-e|-f|--expression.*|--file.*)$/.test(arg));
  const files = operands(args).filter((file, index) => file !== '' && (hasScript || index > 0));
  return all(files, inPlace ? 'write' : 'read');
}

function bothWays(args: readonly string[]): readonly FileUse[] {
  return [...all(operands(args), 'read'), ...all(operands(args), 'write')];
}

function archived(args: readonly string[]): readonly FileUse[] {
  const [first = ''] = args;
  const extracts = /^-?[a-zA-Z]*x/.test(first) || args.includes('--extract');
  if (extracts) return all(outputs(args, /^(?:-C|--directory)$/), 'write');
  return all(args.map(pathIn), 'read');
}

function operands(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return [
    ...options.filter((arg) => !arg.startsWith('-') || arg === '-'),
    ...(end < 0 ? [] : args.slice(end + 1)),
  ];
}

/** The words after an option, and what stands in `--option=…`. */
function outputs(args: readonly string[], option: RegExp): readonly string[] {
  return args.flatMap((arg, index) => {
    const [, name = '', value] = /^(--[a-z-]+)=(.*)$/s.exec(arg) ?? [];
    if (value !== undefined && option.test(name)) return [value];
    return option.test(arg) ? [args[index + 1] ?? ''] : [];
  });
}

function valueOf(arg: string, prefix: string): string[] {
  return arg.startsWith(prefix) ? [arg.slice(prefix.length)] : [];
}

/** The path in `@/etc/passwd`, `x=@/etc/passwd`, `--file=/etc/passwd` and `file:///etc/passwd`. */
function pathIn(arg: string): string {
  return arg.replace(/^(?:-{1,2}[a-zA-Z][\w-]*=)?(?:[\w.-]*=?[@<])?(?:file:\/\/)?/, '');
}

function isRemote(arg: string): boolean {
  return /^(?:[\w.-]+@)?[\w.-]+:(?!\/\/)|^rsync:\/\//.test(arg);
}

function all(paths: readonly string[], use: Use): FileUse[] {
  return paths.filter((path) => path !== '' && path.length < LONGEST_PATH).map((path) => ({ path, use }));
}
