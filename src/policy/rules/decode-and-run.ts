import { feeding, programOf, type ShellCommand } from '../shell/command.ts';
import { isDecoder } from '../shell/decoders.ts';
import { givenTo, isInterpreter } from '../shell/interpreters.ts';
import { isKnown } from '../shell/unknown.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const decodeAndRun = shellRule(
  {
    id: 'decode-and-run',
    version: 2,
    title: 'Runs a text that is hidden in a code',
    severity: 'critical',
    why: 'base64, hexadecimal digits and their kind keep a reader, and a scanner, from seeing what runs. Nothing that is meant to be reviewed needs that.',
    fix: 'Put the plain script into the package, where it is reviewed and signed.',
    reference: 'https://attack.mitre.org/techniques/T1027/',
  },
  look,
);

function* look(command: ShellCommand): Iterable<Sign> {
  const program = programOf(command);
  if (command.traits?.includes('runs-decoded') === true) {
    yield { what: `A program ${program} runs what it has decoded.` };
    return;
  }
  const decoder = decoderBefore(command);
  if (decoder !== undefined) yield { what: `What ${programOf(decoder)} decodes is run.` };
}

function decoderBefore(command: ShellCommand): ShellCommand | undefined {
  const program = programOf(command);
  const fed = feeding(command);
  if (/^(?:eval|source|\.)$/.test(program)) return fed.find(isDecoder) ?? writtenByDecoder(command);
  // `$(echo … | base64 -d) …`: the decoded text is the program itself.
  const made = command.madeBy.find(isDecoder);
  if (made !== undefined) return made;
  if (!isInterpreter(program)) return writtenByDecoder(command);
  const given = givenTo(command.argv);
  if (given.from === 'stdin') return fed.find(isDecoder);
  if (given.from === 'text') return command.within.find(isDecoder);
  return (
    writtenByDecoder(command) ??
    (given.from === 'file' && (!isKnown(given.path) || given.path.startsWith('/proc/self/fd/'))
      ? command.within.find(isDecoder)
      : undefined)
  );
}

function writtenByDecoder({ writtenBy }: ShellCommand): ShellCommand | undefined {
  if (writtenBy === undefined) return undefined;
  return [writtenBy, ...writtenBy.upstream, ...writtenBy.within].find(isDecoder);
}
