import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { ACCESS } from '../shell/places.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const accessChanges = shellRule(
  {
    id: 'access-changes',
    version: 1,
    title: 'Changes who may come in or become root',
    severity: 'critical',
    why: 'sudoers, PAM, authorized_keys and the SSH server decide who gets in and what they may do: a line more there is a door that stays open after the run.',
    fix: 'Let the tool that owns the machine change these files; if this package is that tool, ask for an exception that says so.',
    reference: 'https://attack.mitre.org/techniques/T1098/',
  },
  function* look(command) {
    for (const { path, use } of filesOf(command)) {
      if (use === 'read' || use === 'change') continue;
      const found = ACCESS.find(([, place]) => isIn(path, place));
      if (found !== undefined) yield { what: `It changes ${found[0]} (${path}).`, ...severityOf(found[0]) };
    }
    yield* byProgram(command);
  },
);

function severityOf(what: string): Pick<Sign, 'severity'> {
  return what === 'which authorities are trusted' ? { severity: 'high' } : {};
}

function* byProgram(command: ShellCommand): Iterable<Sign> {
  const [program, args] = [programOf(command), argsOf(command)];
  if (program === 'visudo' && !args.some((arg) => /^-[a-zA-Z]*[chV]|^--(?:check|help|version)/.test(arg)))
    yield { what: 'It edits who may become root by sudo.' };
  if (/^(?:pam-auth-update|authselect|authconfig)$/.test(program) && args.length > 0)
    yield { what: 'It changes how logins are checked.', severity: 'high' };
  if (
    /^(?:update-ca-certificates|update-ca-trust|trust)$/.test(program) &&
    !/^(list|extract|--help)$/.test(args[0] ?? '')
  )
    yield { what: 'It changes which authorities are trusted.', severity: 'medium' };
  if (program === 'xhost' && args.some((arg) => arg === '+' || arg.startsWith('+')))
    yield { what: 'It lets others use the screen and the keyboard.', severity: 'high' };
}
