import { baseName, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { BINARIES } from '../shell/places.ts';
import { byTool, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const disguise = shellRule(
  {
    id: 'disguise',
    version: 2,
    title: 'Makes files or processes look like something else',
    severity: 'high',
    why: 'A shell under another name, a process that cannot be listed, a file with the date of another: all are there so that nobody looks.',
    fix: 'Remove it.',
    reference: 'https://attack.mitre.org/techniques/T1036/',
  },
  look,
);

const SHELL_FILE =
  /^\/(?:usr\/)?(?:local\/)?s?bin\/(?:(?:ba|da|z|k|c|tc|a)?sh|busybox|python[\d.]*|perl|ruby|nc|ncat|socat|curl|wget)$/;
const SHARED = /^\/(?:tmp|var\/tmp|dev\/shm|run\/user\/\d+|dev\/mqueue)(?:\/|$)/;

function* look(command: ShellCommand): Iterable<Sign> {
  yield* byTool(TOOLS, command);
  const hidden = filesOf(command).find(
    ({ path, use }) => use !== 'read' && use !== 'delete' && SHARED.test(path) && /\/\.[^/.]/.test(path),
  );
  if (hidden !== undefined)
    yield { what: `It hides a file where everybody may write (${hidden.path}).`, severity: 'medium' };
  yield* byPlace(command);
  yield* byName(command);
}

/** Names of what the kernel starts, and of services that every machine has. */
const KERNEL_OR_SERVICE =
  /^\[.*\]$|^(?:kworker|kthread|ksoftirq|migration|rcu_)|^(?:\/usr)?\/s?bin\/|^sshd: |^\W*$/;
/** `...` and blanks: folders that a list of files does not show. */
const UNSEEN_FOLDER = /(?:^|\/)(?:\.{3,}|\s+|\.\s+|\.\.\s+)(?:\/|$)/;
/** Commands that a person looks with; another one behind their names lies. */
const LOOKS_WITH = /^(?:ls|ps|netstat|ss|lsof|top|find|who|w|last|lsmod|cat|sudo|su|ssh|passwd|history|rm)=/;

function* byName(command: ShellCommand): Iterable<Sign> {
  const { argv, posesAs } = command;
  if (posesAs !== undefined)
    yield {
      what: `It gives its process the name ${posesAs}.`,
      severity: KERNEL_OR_SERVICE.test(posesAs) ? 'critical' : 'medium',
    };
  const [program = '', ...args] = argv;
  if (/^(?:mkdir|cd|cp|mv|touch)$/.test(program) && args.some((arg) => UNSEEN_FOLDER.test(arg)))
    yield { what: 'It uses a folder whose name cannot be seen.' };
  const lies = program === 'alias' ? args.find((arg) => LOOKS_WITH.test(arg)) : undefined;
  if (lies !== undefined && /\/tmp|grep -v|-I |--ignore|--hide|\/dev\/null|curl|wget|nc /.test(lies))
    yield { what: `It puts another command behind the name ${lies.split('=', 1)[0]}.` };
  if (/^(?:rm|shred|unlink|srm)$/.test(program) && args.includes('$0'))
    yield { what: 'The program removes itself, so that nobody can look at it.', severity: 'medium' };
}

function* byPlace({ argv, writtenBy }: ShellCommand): Iterable<Sign> {
  const [program = ''] = argv;
  if (/^\/dev\/shm\/|^\/(?:var\/)?tmp\/(?:.*\/)?\.\w/.test(program))
    yield { what: `It runs a program from ${program}, where nobody looks for one.` };
  else if (/^\/(?:var\/)?tmp\//.test(program) && writtenBy === undefined)
    yield { what: `It runs ${program}, from a folder where everybody may write.`, severity: 'medium' };
}

const CLOCK: Sign = { what: 'It sets the clock of the machine.', severity: 'medium' };

const TOOLS: Tools = {
  ...forAll('cp mv ln install', () => renamed),
  mount: (args) =>
    has(args, /^\/proc\/(?:\d+|\0)/) && has(args, /bind|^-B$|^-o$/)
      ? { what: 'It mounts something over a process, so that nobody can list it.', severity: 'critical' }
      : undefined,
  touch: when(/^-[a-z]*[tdr]|^--(?:date|reference)/, {
    what: 'It gives a file the time of another moment.',
    severity: 'medium',
  }),
  date: when(/^(?:-s|--set(?:=.*)?|\d{8,12}(?:\.\d\d)?)$/, CLOCK),
  timedatectl: when(/^set-/, CLOCK),
};

/** python3.12 and python are one program. */
function nameOf(path: string): string {
  return baseName(path).replace(/[\d.]+$/, '');
}

function renamed(args: readonly string[], command: ShellCommand): Sign | undefined {
  const shell = args.find((arg) => SHELL_FILE.test(arg));
  const target = filesOf(command).find(({ use }) => use === 'write')?.path;
  if (shell === undefined || target === undefined || isIn(target, BINARIES)) return undefined;
  if (nameOf(target) === nameOf(shell) || (programOf(command) === 'ln' && /\/bin\//.test(target)))
    return undefined;
  const unseen = SHARED.test(target) || /\/\.[^/]*$/.test(target);
  return {
    what: `It gives ${shell} another name (${target}).`,
    ...(unseen && { severity: 'critical' as const }),
  };
}
