import { argsOf, programOf, type ShellCommand } from './command.ts';

const LONGEST = 4096;

/** What echo and here documents type into a program that takes commands. */
export function typedInto({ stdin, upstream }: ShellCommand): readonly string[] {
  const echoed = upstream.filter((before) => /^(?:echo|printf)$/.test(programOf(before))).flatMap(argsOf);
  return [...echoed, ...(stdin === undefined ? [] : [stdin])].map((text) => text.slice(0, LONGEST));
}
