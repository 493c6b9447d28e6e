import { argsOf, baseName, programOf, type ShellCommand } from '../shell/command.ts';
import { givenTo, isInterpreter } from '../shell/interpreters.ts';
import type { Sign } from './shell-rule.ts';

/** What one program does with its arguments; undefined where that is nothing to speak of. */
export type Look = (args: readonly string[], command: ShellCommand) => Sign | undefined;

/** A rule's knowledge, program by program. */
export type Tools = Readonly<Record<string, Look>>;

export function* byTool(tools: Tools, command: ShellCommand): Iterable<Sign> {
  const program = programOf(command);
  const look = Object.hasOwn(tools, program) ? tools[program] : undefined;
  const sign = look?.(argsOf(command), command);
  if (sign !== undefined) yield sign;
}

/**
 * The same for tools that are known by their names alone and come as scripts as well: `python3 tool.py` and
 * `./tool.sh`. Not for names that anybody may give to a script.
 */
export function* byToolOrScript(tools: Tools, command: ShellCommand): Iterable<Sign> {
  const program = programOf(command);
  if (Object.hasOwn(tools, program) || !mayBeScript(program)) return yield* byTool(tools, command);
  const given = givenTo(command.argv);
  const file = given.from === 'file' ? baseName(given.path) : program;
  const [, name = ''] =
    /^([\w-]{3,40}?)(?:[._-](?:py|sh|pl|rb|elf|bin|linux\w*|x64|amd64))*$/i.exec(file) ?? [];
  const tool = name.toLowerCase();
  const sign = Object.hasOwn(tools, tool) ? tools[tool]?.(argsOf(command), command) : undefined;
  if (sign !== undefined) yield sign;
}

function mayBeScript(program: string): boolean {
  return /[._A-Z]/.test(program) || isInterpreter(program);
}

/** The same for several programs, whose names stand in one text. */
export function forAll(names: string, look: (program: string) => Look): Tools {
  return Object.fromEntries(names.split(' ').map((name) => [name, look(name)]));
}

/** A sign where an argument is like this. */
export function when(pattern: RegExp, sign: Sign): Look {
  return (args) => (has(args, pattern) ? sign : undefined);
}

export function has(args: readonly string[], pattern: RegExp): boolean {
  return args.some((arg) => pattern.test(arg));
}

/** The first argument that is no option. */
export function verbOf(args: readonly string[]): string {
  return args.find((arg) => !arg.startsWith('-')) ?? '';
}
