import { programOf, type ShellCommand } from '../shell/command.ts';
import { isShell } from '../shell/interpreters.ts';
import type { ProgramView } from '../view/programs.ts';
import { byTool, forAll, has, type Tools } from './by-tool.ts';
import { networkCall } from './network-calls.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const reverseShell = shellRule(
  {
    id: 'reverse-shell',
    version: 2,
    title: 'Gives a shell to another machine',
    severity: 'critical',
    why: 'Whoever is at the other end types commands here, past every approval.',
    fix: 'Remove it.',
    reference: 'https://attack.mitre.org/techniques/T1059/004/',
  },
  look,
);

const DEV_TCP = /^\/dev\/(?:tcp|udp)\//;

const TALKERS = 'nc ncat netcat telnet socat nc.traditional nc.openbsd';
const TALKS = /^(?:nc|ncat|netcat|telnet|socat|nc\.traditional|nc\.openbsd)$/;

const TOOLS: Tools = {
  ...forAll(TALKERS, (program) => (args, command) => {
    if (answersOnly(args)) return undefined;
    if (has(args, /^(?:-[a-zA-Z]*[ec]|--(?:sh-)?exec(?:=.*)?|--lua-exec)$|^(?:exec|system|shell)[:,]/i))
      return { what: `${program} gives its connection to a program.` };
    return between(command) ? { what: `A shell is joined to a connection by ${program}.` } : undefined;
  }),
  openssl: (args, command) =>
    args.includes('s_client') && between(command)
      ? { what: 'A shell is joined to a connection by openssl.' }
      : undefined,
};

function* look(command: ShellCommand, { commands }: ProgramView): Iterable<Sign> {
  const program = programOf(command);
  yield* byTool(TOOLS, command);
  if (command.traits?.includes('gives-shell') === true)
    yield { what: `A program ${program} joins a shell to a connection.` };
  if (!isShell(program)) return;
  const files = [...command.writes, ...command.reads];
  const open = files.some((file) => /^\/dev\/fd\/\d/.test(file)) && anyOpens(commands);
  if (open || files.some((file) => DEV_TCP.test(file))) yield { what: 'A shell is joined to a connection.' };
  const source = command.argv.includes('-c') ? undefined : command.upstream.find(isConnection);
  if (source !== undefined) yield { what: `A shell takes its commands from ${programOf(source)}.` };
}

/** `nc -l -e /bin/true`: what it starts hears nothing, and says what it always says. */
function answersOnly(args: readonly string[]): boolean {
  const [option = '', program = ''] = args.slice(-2);
  return (
    /^-[a-z]*e$/.test(option) && /^(?:\/(?:usr\/)?bin\/)?(?:true|false|date|hostname|uptime)$/.test(program)
  );
}

/** `sh < fifo | nc HOST PORT > fifo`: a shell before the connection. */
function between(command: ShellCommand): boolean {
  return command.upstream.some((before) => isShell(programOf(before)));
}

const OPENS = new WeakMap<readonly ShellCommand[], boolean>();

function anyOpens(commands: readonly ShellCommand[]): boolean {
  const known = OPENS.get(commands);
  if (known !== undefined) return known;
  const opens = commands.some(opensConnection);
  OPENS.set(commands, opens);
  return opens;
}

/** `exec 3<>/dev/tcp/HOST/PORT` */
function opensConnection({ writes, reads }: ShellCommand): boolean {
  return [...writes, ...reads].some((file) => DEV_TCP.test(file));
}

function isConnection(command: ShellCommand): boolean {
  return TALKS.test(programOf(command)) && networkCall(command) !== undefined;
}
