import { type Finding, nothingBeside, ruleByProgram } from '../rule.ts';
import { baseName, feeding, programOf, type ShellCommand } from '../shell/command.ts';
import { isDownload } from '../shell/download.ts';
import { givenTo, isInterpreter } from '../shell/interpreters.ts';
import { isKnown } from '../shell/unknown.ts';
import type { ProgramView } from '../view/programs.ts';
import { inProgram } from './finding.ts';

export const downloadAndRun = ruleByProgram(
  {
    id: 'download-and-run',
    version: 1,
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
    for (const file of filesOf(command)) fetched.set(file, command);
  }
}

/** curl … | sh, sh -c "$(curl …)", sh <(curl …), eval "$(curl …)". */
function runsDownload(command: ShellCommand): string | undefined {
  const program = programOf(command);
  const source = feeding({ ...command, within: [] }).find(isDownload);
  if (source !== undefined && isInterpreter(program) && givenTo(command.argv).from === 'stdin') {
    return `What ${programOf(source)} brings is piped into ${program}.`;
  }
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
  const source = fetched.get(plainPath(run));
  if (source === undefined || (run === program && !run.includes('/'))) return undefined;
  return `${run}, which ${programOf(source)} has brought, is run without a check of its digest.`;
}

/** Files that a download writes, as far as its words say. */
function filesOf(command: ShellCommand): string[] {
  if (!isDownload(command)) return [];
  const { argv } = command;
  const named = argv.flatMap((word, index) => {
    const [, attached] = /^(?:--output=|--output-document=|-o(?=[^-]))(.+)$/.exec(word) ?? [];
    if (attached !== undefined) return [attached];
    return /^(?:-[a-zA-Z]*[oO]|--output|--output-document)$/.test(word) && takesFile(programOf(command), word)
      ? [argv[index + 1] ?? '']
      : [];
  });
  const remote = namesItself(command) ? argv.filter((word) => /^https?:/.test(word)).map(baseName) : [];
  return [...named, ...remote, ...command.writes]
    .filter((file) => file !== '' && file !== '-' && isKnown(file))
    .map(plainPath);
}

/** curl's -O takes no name, wget's does. */
function takesFile(program: string, option: string): boolean {
  return option.startsWith('--') || (program === 'wget' ? option.endsWith('O') : option.endsWith('o'));
}

function namesItself(command: ShellCommand): boolean {
  const options = command.argv.filter((word) => word.startsWith('-'));
  if (programOf(command) === 'wget')
    return !options.some((word) => /^-[a-zA-Z]*O/.test(word) || word.startsWith('--output-document'));
  return options.some((word) => /^-[a-zA-Z]*O/.test(word) || word === '--remote-name');
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

function plainPath(path: string): string {
  return path.replace(/^\.\//, '');
}
