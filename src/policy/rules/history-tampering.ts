import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { HISTORY } from '../shell/places.ts';
import { byTool, has, type Tools } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const historyTampering = shellRule(
  {
    id: 'history-tampering',
    version: 2,
    title: 'Hides which commands were typed',
    severity: 'critical',
    why: "A shell's history is what an investigation reads first. A program has none of its own, so it has no honest reason to clear one.",
    fix: 'Remove it. To keep a secret out of histories, never put it on a command line.',
    reference: 'https://attack.mitre.org/techniques/T1070/003/',
  },
  function* look(command) {
    for (const { path, use } of filesOf(command)) {
      if (use !== 'read' && use !== 'append' && isIn(path, HISTORY))
        yield { what: `It removes or overwrites ${path}.` };
    }
    yield* byShell(command);
  },
);

const VARIABLES =
  /^(?:HIST(?:FILE|SIZE|FILESIZE|CONTROL|IGNORE)|SAVEHIST|PSQL_HISTORY|MYSQL_HISTFILE|LESSHISTFILE)$/;

/** `kill -9 $$`, or the shell that started it. */
function endsItself({ argv }: ShellCommand): boolean {
  return argv.slice(1).some((arg) => arg === '$$' || arg === '$PPID');
}

const CLEARS = /^-[a-z]*[cdw]|^clear$/;

const TOOLS: Tools = {
  history: (args) => (has(args, CLEARS) ? { what: 'It clears the history of the shell.' } : undefined),
  shopt: (args) =>
    has(args, /^-\w*u/) && args.includes('history')
      ? { what: 'It stops the shell from keeping a history.' }
      : undefined,
  kill: (args, command) =>
    has(args, /^-(?:9|KILL|SIGKILL|s)$/) && endsItself(command)
      ? { what: 'The shell ends itself before it can write its history.', severity: 'high' }
      : undefined,
  set: (args) =>
    args.includes('+o') && args.includes('history')
      ? { what: 'It stops the shell from keeping a history.' }
      : undefined,
};

function* byShell(command: ShellCommand): Iterable<Sign> {
  yield* byTool(TOOLS, command);
  for (const [variable = '', value] of variablesOf(command)) {
    if (silences(variable, value)) yield { what: `It sets ${variable} so that the shell keeps no history.` };
  }
}

/** Names and values that a command sets; `''` for what it unsets. */
function variablesOf(command: ShellCommand): readonly (readonly (string | undefined)[])[] {
  const program = programOf(command);
  const assigned = command.assigns.map(({ name, value }) => [name, value]);
  if (program === 'unset') return argsOf(command).map((name) => [name, '']);
  return /^(?:export|declare|typeset|readonly|local)$/.test(program)
    ? [...assigned, ...argsOf(command).map((arg) => arg.split('=', 2))]
    : assigned;
}

/** Smaller histories are a taste; none, or one that leaves commands out, is not. */
function silences(name: string, value: string | undefined): boolean {
  if (!VARIABLES.test(name) || value === undefined) return false;
  if (/SIZE$|SAVEHIST/.test(name)) return value === '0' || value === '';
  if (/CONTROL|IGNORE/.test(name)) return /ignore(?:space|both)|\*/.test(value);
  return value === '' || value === '/dev/null';
}
