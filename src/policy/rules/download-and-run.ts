import { type Finding, nothingBeside, ruleByProgram } from '../rule.ts';
import { feeding, programOf, type ShellCommand } from '../shell/command.ts';
import { isDownload } from '../shell/download.ts';
import { downloadedFiles, withoutDot } from '../shell/downloaded-files.ts';
import { givenTo, isInterpreter } from '../shell/interpreters.ts';
import { isKnown, UNKNOWN } from '../shell/unknown.ts';
import type { ProgramView } from '../view/programs.ts';
import { inProgram } from './finding.ts';

export const downloadAndRun = ruleByProgram(
  {
    id: 'download-and-run',
    version: 2,
    title: 'Runs what it has just downloaded',
    severity: 'critical',
    why: 'What runs is decided by whoever answers the download at that moment, not by what was reviewed and signed.',
    fix: 'Put the script into the package, or download a pinned version, check its sha256, and run it after that.',
    reference: 'https://attack.mitre.org/techniques/T1105/',
  },
  { beside: nothingBeside, inProgram: inOne },
);

function* inOne(program: ProgramView): Iterable<Finding> {
  const fetched = new Map<string, ShellCommand>();
  for (const command of program.commands) {
    if (command.traits?.includes('runs-fetched') === true)
      yield {
        ...inProgram(program, command.offset),
        what: `A program ${programOf(command)} runs what it has fetched.`,
      };
    if (isChecksum(command)) fetched.clear();
    const what = runsDownload(command) ?? runsFile(command, fetched);
    if (what !== undefined) yield { ...inProgram(program, command.offset), what };
    for (const file of downloadedFiles(command)) fetched.set(file, command);
  }
}

/** curl … | sh, sh -c "$(curl …)", sh <(curl …), eval "$(curl …)". */
function runsDownload(command: ShellCommand): string | undefined {
  const program = programOf(command);
  const source = feeding({ ...command, within: [] }).find(isDownload);
  if (source !== undefined && isInterpreter(program) && givenTo(command.argv).from === 'stdin') {
    return `What ${programOf(source)} brings is piped into ${program}.`;
  }
  const made = command.argv[0] === UNKNOWN ? command.madeBy.find(isDownload) : undefined;
  if (made !== undefined) return `What ${programOf(made)} brings is run.`;
  const inner = feeding({ ...command, upstream: [] }).find(isDownload);
  if (inner === undefined || !runsWords(command)) return undefined;
  return `What ${programOf(inner)} brings is run by ${program}.`;
}

/** Whether the program that a command runs holds what is only known when it runs. */
function runsWords(command: ShellCommand): boolean {
  const [program = '', ...args] = command.argv;
  if (program === 'eval' || program === 'source' || program === '.') return !isKnown(args.join(' '));
  const given = givenTo(command.argv);
  switch (given.from) {
    case 'text':
      return !isKnown(given.text);
    case 'file':
      return !isKnown(given.path);
    case 'stdin':
      return !isKnown([command.stdin ?? '', ...command.reads].join(' '));
    case 'nothing':
      return false;
  }
}

/** curl -o f …; sh f, or ./f: the same in two steps. */
function runsFile(command: ShellCommand, fetched: ReadonlyMap<string, ShellCommand>): string | undefined {
  if (fetched.size === 0) return undefined;
  const program = command.argv[0] ?? '';
  const given = givenTo(command.argv);
  const sourced = program === '.' || program === 'source' ? command.argv[1] : undefined;
  const run = given.from === 'file' ? given.path : (sourced ?? program);
  const source = fetched.get(withoutDot(run));
  if (source === undefined || (run === program && !run.includes('/'))) return undefined;
  return `${run}, which ${programOf(source)} has brought, is run without a check of its digest.`;
}

function isChecksum(command: ShellCommand): boolean {
  const program = programOf(command);
  const checks =
    /^(sha\d+sum|shasum|b2sum)$/.test(program) &&
    command.argv.some((word) => /^(-[a-z]*c[a-z]*|--check)$/.test(word));
  return (
    checks ||
    ((program === 'gpg' || program === 'gpgv' || program === 'cosign') &&
      command.argv.some((word) => /verify/.test(word)))
  );
}
