import type { ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { BINARIES } from '../shell/places.ts';
import { byTool, forAll, has, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const disguise = shellRule(
  {
    id: 'disguise',
    version: 1,
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

function renamed(args: readonly string[], command: ShellCommand): Sign | undefined {
  const shell = args.find((arg) => SHELL_FILE.test(arg));
  const target = filesOf(command).find(({ use }) => use === 'write')?.path;
  if (shell === undefined || target === undefined || target === shell || isIn(target, BINARIES))
    return undefined;
  return { what: `It gives ${shell} another name (${target}).` };
}
