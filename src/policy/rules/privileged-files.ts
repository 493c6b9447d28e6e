import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { BINARIES, SETTINGS } from '../shell/places.ts';
import { byTool, type Tools } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const privilegedFiles = shellRule(
  {
    id: 'privileged-files',
    version: 2,
    title: 'Gives a file the rights of root, or takes its protection',
    severity: 'critical',
    why: 'A program with the setuid bit or a capability makes whoever starts it root; it is the oldest back door, and it stays.',
    fix: 'Run the one step that needs it as the user that may, and leave the mode of files alone; a capability can be given to a service by its unit.',
    reference: 'https://attack.mitre.org/techniques/T1548/001/',
  },
  look,
);

/** Capabilities that make a program as strong as root. */
const STRONG =
  /cap_(?:setuid|setgid|sys_admin|sys_ptrace|sys_module|sys_rawio|dac_override|dac_read_search|chown|fowner|setfcap|setpcap|mac_admin|bpf)|^all|=ep$/i;

function* look(command: ShellCommand): Iterable<Sign> {
  if (command.traits?.includes('becomes-root') === true)
    yield { what: `A program ${programOf(command)} makes itself root, which only a privileged file can.` };
  const program = programOf(command).replaceAll(/[()]/g, '');
  if (program === 'chmod') yield* byMode(command);
  if (program === 'chattr') yield* byAttribute(argsOf(command));
  yield* byTool(TOOLS, command);
}

const TOOLS: Tools = {
  install: (args) => {
    const mode = args.find((arg, at) => /^[4267]\d{3}$/.test(arg) && /^-[a-z]*m$/.test(args[at - 1] ?? ''));
    return mode !== undefined && setsUser(mode)
      ? { what: 'It installs a program that runs as its owner.' }
      : undefined;
  },
  setcap: (args) => {
    const [, caps] = /(cap_\S+|all=\S+|=\S+)/i.exec(args.join(' ')) ?? [];
    if (caps === undefined || args.includes('-r')) return undefined;
    const weak = !STRONG.test(caps);
    return { what: `setcap gives a program ${caps}.`, ...(weak && { severity: 'medium' as const }) };
  },
};

function* byMode(command: ShellCommand): Iterable<Sign> {
  const mode = argsOf(command).find((arg) => !/^-[A-Zcfv]|^--/.test(arg)) ?? '';
  if (setsUser(mode)) yield { what: `chmod ${mode} makes a program run as its owner.` };
  else if (setsGroup(mode))
    yield { what: `chmod ${mode} makes a program run as its group.`, severity: 'high' };
  if (!/^0?[0-7]?[0-7]?[2367]$|[oa]\+[rx]*w|^\+w$/.test(mode) || !/[2367]$|w/.test(mode)) return;
  const open = filesOf(command).find(({ path }) => isIn(path, SETTINGS) || isIn(path, BINARIES));
  if (open !== undefined) yield { what: `Everybody may then change ${open.path}.`, severity: 'high' };
}

function setsUser(mode: string): boolean {
  return /^0?[4567][0-7]{3}$/.test(mode) || /(?:^|,)(?:u|a|ug|uo)?[+=][rwxXt]*s/.test(mode);
}

function setsGroup(mode: string): boolean {
  return /^0?2[0-7]{3}$/.test(mode) || /(?:^|,)g[+=][rwxXt]*s/.test(mode);
}

function* byAttribute(args: readonly string[]): Iterable<Sign> {
  const change = args.find((arg) => /^[+=-][A-Za-z]*[ia]/.test(arg) && !/^-[RVf]+$/.test(arg));
  if (change === undefined) return;
  yield {
    what: change.startsWith('-')
      ? 'chattr lets a protected file be changed.'
      : 'chattr keeps a file from being changed or removed.',
    severity: 'high',
  };
}
