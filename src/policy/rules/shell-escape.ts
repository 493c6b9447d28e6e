import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { isShell } from '../shell/interpreters.ts';
import { typedInto } from '../shell/typed.ts';
import { openedShells } from './opened-shells.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const shellEscape = shellRule(
  {
    id: 'shell-escape',
    version: 2,
    title: 'Opens a shell through a program that is there for something else',
    severity: 'high',
    why: 'An editor, a pager or awk that starts a shell goes round the lists of what may be run, by sudo above all.',
    fix: 'Name the command itself.',
    reference: 'https://gtfobins.github.io/',
  },
  look,
);

const SHELL = /(?:^|[\s"'(!:=,])(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k|c|tc|a)?sh\b(?!\.)/;

/** How programs are told to run another, by what their words hold. */
const ESCAPES: Readonly<Record<string, RegExp>> = {
  vi: /(?:^|:)!|:?(?:set )?shell=|:?lua |:?py3? |:term/,
  vim: /(?:^|:)!|:?(?:set )?shell=|:?lua |:?py3? |:term/,
  nvim: /(?:^|:)!|:?(?:set )?shell=|:?lua |:?py3? |:term/,
  view: /(?:^|:)!/,
  less: /!/,
  more: /!/,
  man: /!/,
  ed: /!/,
  emacs: /\((?:term|shell|shell-command|call-process|start-process|eshell|ansi-term)/,
  tar: /--checkpoint-action=exec|--to-command|--use-compress-program|-I/,
  zip: /-TT|--unzip-command/,
  rsync: /^-e$|sh -c/,
  git: /core\.(?:pager|editor|sshCommand)|PAGER|ext::/,
  nmap: /--interactive|--script=.*\.(?:nse|lua)|os\.execute/,
  ssh: /ProxyCommand|LocalCommand/i,
  scp: /^-S$/,
  make: /--eval|^-s$/,
  gdb: /!|shell|os\.(?:system|exec)/,
  mysql: /\\!|system /,
  psql: /\\!/,
  sqlite3: /\.shell|\.system/,
  sed: /\de |^e |(?:^|;)1e/,
  expect: /spawn|interact/,
  cpan: /!/,
  socat: /exec:|system:/i,
  env: /^$/,
  script: /^$/,
  irb: /exec|system/,
  dpkg: /^$/,
  apt: /Pre-Invoke|Post-Invoke/i,
  'apt-get': /Pre-Invoke|Post-Invoke/i,
  dnf: /^$/,
  puppet: /exec \{/,
  ansible: /shell|command/,
  crash: /!/,
  ftp: /!/,
  ghc: /System\.Process/,
  julia: /run\(/,
  octave: /system\(/,
  R: /system\(/,
  Rscript: /system\(/,
  gimp: /os\.|execl/,
};

function* look(command: ShellCommand): Iterable<Sign> {
  const [program, args] = [programOf(command), argsOf(command)];
  const typed = [...args, ...typedInto(command)];
  const escape = Object.hasOwn(ESCAPES, program) ? ESCAPES[program] : undefined;
  if (
    escape !== undefined &&
    typed.some((word) => escape.test(word)) &&
    typed.some((word) => SHELL.test(word))
  )
    yield sign(program, command);
  // A text of awk, python and their kind that hands a bare shell over.
  const [handed] = args;
  if (program.startsWith('(') && handed !== undefined && isBareShell(handed.split(/\s+/)))
    yield sign(program, command);
  if (
    program === 'find' &&
    /^-(?:exec|execdir|ok)$/.test(args.find((arg) => arg.startsWith('-exec')) ?? '') &&
    opensByFind(args)
  )
    yield sign(program, command);
  yield* openedShells(command);
}

function sign(program: string, { elevated }: ShellCommand): Sign {
  return {
    what: `${program.replaceAll(/[()]/g, '')} opens a shell.`,
    ...(elevated && { severity: 'critical' as const }),
  };
}

function isBareShell(words: readonly string[]): boolean {
  const [program = '', ...rest] = words.filter((word) => word !== '');
  return isShell(program) && rest.every((word) => /^(?:-[ipl]+|&|[<>012&$|]+.*)$/.test(word));
}

function opensByFind(args: readonly string[]): boolean {
  const at = args.findIndex((arg) => /^-(?:exec|execdir|ok)$/.test(arg));
  const end = args.findIndex((arg, index) => index > at && /^(?:;|\\;|\+)$/.test(arg));
  return isBareShell(args.slice(at + 1, end < 0 ? undefined : end));
}
