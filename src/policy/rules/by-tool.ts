import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
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
