import { baseName, feeding, type Parts, partsOf, programOf, type ShellCommand } from './command.ts';
import { isDecoder } from './decoders.ts';
import { isDownload } from './download.ts';
import type { Environment, WrittenFile } from './environment.ts';
import { readForeign } from './foreign.ts';
import { handedOn } from './handed-on.ts';
import { inlineProgram } from './inline-programs.ts';
import { givenTo, isInterpreter, isShell } from './interpreters.ts';
import { constantOutput } from './output.ts';
import type { Scope } from './scope.ts';
import { isKnown, startsUnknown, UNKNOWN } from './unknown.ts';
import { fileAt } from './written.ts';

/** What following a command needs of the reader. */
export interface Reading {
  readonly env: Environment;
  readText(text: string, scope: Scope): void;
  take(parts: Parts, scope: Scope): ShellCommand;
  doubt(offset: number, why: string): void;
}

/** Reads what a command makes run: a text, a file that the program wrote, another command. */
export function follow(command: ShellCommand, scope: Scope, reading: Reading): void {
  const program = programOf(command);
  const following = { command, scope, reading };
  const builtin = Object.hasOwn(FOLLOWS, program) ? FOLLOWS[program] : undefined;
  if (builtin !== undefined) return builtin(following);
  for (const handed of handedOn(command.argv)) {
    if ('text' in handed) followText(handed.text, following);
    else hand(handed.argv, following);
  }
  followInline(following);
  if (isInterpreter(program)) followGiven(command, scope, reading);
  else if (command.argv[0]?.includes('/') === true) followFile(command.argv[0], following);
}

function followInline({ command, scope, reading }: Following): void {
  const inline = inlineProgram(command.argv);
  if (inline === undefined) return;
  const language = programOf(command);
  for (const text of inline.texts) followForeign({ language, text, by: command }, scope, reading);
  const text = fileAt(reading.env, inline.file ?? '')?.text;
  if (text !== undefined) followForeign({ language, text, by: command }, scope, reading);
}

type Follow = (following: Following) => void;

const SOURCED: Follow = (following) => {
  const [, path = ''] = following.command.argv;
  if (!/^\/(?:dev\/(?:stdin|fd\/0)|proc\/self\/fd\/0)$/.test(path)) return followFile(path, following);
  const text = inputOf(following.command, following.reading);
  if (text !== undefined) followText(text, following);
};
const AWK: Follow = ({ command, scope, reading }) => followAwk(command, scope, reading);

const FOLLOWS: Readonly<Record<string, Follow>> = {
  '': () => {},
  eval: (following) => followText(following.command.argv.slice(1).join(' '), following),
  source: SOURCED,
  '.': SOURCED,
  awk: AWK,
  gawk: AWK,
  mawk: AWK,
  nawk: AWK,
  [UNKNOWN]: ({ command, scope, reading }) => followMade(command, scope, reading),
};

interface Following {
  readonly command: ShellCommand;
  readonly scope: Scope;
  readonly reading: Reading;
}

function hand(argv: readonly string[], { command, scope, reading }: Following): void {
  const { upstream, within, stdin, reads, writes, appends, elevated } = command;
  reading.take(partsOf(argv, { upstream, within, stdin, reads, writes, appends, elevated }), scope);
}

function followGiven(command: ShellCommand, scope: Scope, reading: Reading): void {
  const given = givenTo(command.argv);
  const language = programOf(command);
  switch (given.from) {
    case 'text':
      if (isShell(language)) {
        const [name, ...args] = command.argv.slice(given.at + 1);
        if (name !== undefined) reading.env.set('0', name);
        if (args.length > 0) reading.env.setPositional(args);
        return followText(given.text, { command, scope, reading });
      }
      return followForeign({ language, text: given.text, by: command }, scope, reading);
    case 'file':
      return followFile(given.path, { command, scope, reading });
    case 'stdin':
      return followStdin(command, scope, reading);
    case 'nothing':
  }
}

function followText(text: string, { command, scope, reading }: Following): void {
  // What is downloaded or decoded and run has rules of its own.
  const doubtful = !isKnown(text) && startsUnknown(text);
  if (doubtful && feeding(command).some((each) => isDownload(each) || printsSettings(each))) return;
  if (doubtful) reading.doubt(command.offset, 'it runs a text that is only known when it runs');
  else reading.readText(text.replaceAll(UNKNOWN, '"$_"'), scope);
}

/** Programs whose output is there to be evaluated: variables and functions of the tool itself. */
function printsSettings({ argv }: ShellCommand): boolean {
  const [program = '', ...args] = argv;
  if (
    /^(?:ssh-agent|gpg-agent|keychain|dircolors|resize|lesspipe|dbus-launch|register-python-argcomplete)$/.test(
      baseName(program),
    )
  )
    return true;
  return args
    .slice(0, 3)
    .some((arg) =>
      /^(?:shellenv|docker-env|init|hook|env|completion|activate|shell-hook|shell\.bash|path)$/.test(arg),
    );
}

/** A program that is only known when it runs: `$(…)`, or a variable. */
function followMade(command: ShellCommand, scope: Scope, reading: Reading): void {
  const [, option = '', text] = command.argv;
  // `"$python" -c '…'`: whatever the program is, the text says what it does.
  if (text !== undefined && /^-[a-z]*[cer]$/.test(option) && /\bimport\b|\brequire\b|\buse\b|[;(]/.test(text))
    followForeign({ language: 'python', text, by: command }, scope, reading);
  const made = command.madeBy.length > 0 && !command.madeBy.some(printsSettings);
  if (command.within.some(isDecoder) || (made && !command.madeBy.some(isDownload)))
    reading.doubt(command.offset, 'it runs a text that is only known when it runs');
}

function followStdin(command: ShellCommand, scope: Scope, reading: Reading): void {
  const fed = feeding(command);
  // What is downloaded and run has a rule of its own.
  if (fed.some(isDownload) && !isKnown(command.stdin ?? UNKNOWN)) return;
  const language = programOf(command);
  const text = inputOf(command, reading);
  if (text !== undefined && isShell(language) && !startsUnknown(text))
    reading.readText(text.replaceAll(UNKNOWN, '"$_"'), scope);
  else if (text !== undefined && isKnown(text))
    followForeign({ language, text, by: command }, scope, reading);
  else if (text !== undefined || (fed.length > 0 && !readsData(command)))
    reading.doubt(command.offset, `${language} runs what another program writes`);
}

function inputOf({ stdin, upstream, reads }: ShellCommand, { env }: Reading): string | undefined {
  return stdin ?? constantOutput(upstream, env.textOfFile) ?? fileAt(env, reads[0] ?? '')?.text;
}

/** A python without arguments in a pipe runs its input; `perl -ne` and `node app.js` were sorted out before. */
function readsData(command: ShellCommand): boolean {
  return !isShell(programOf(command)) && command.argv.length > 1 && !command.argv.includes('-');
}

function followFile(path: string, { command, scope, reading }: Following): void {
  const file = fileAt(reading.env, path);
  if (file === undefined || file.by === command) return;
  const language = languageOf(command, file);
  if (file.text === undefined) {
    if (!isDownload(file.by)) reading.doubt(command.offset, `it runs ${path}, which it writes itself`);
  } else if (isShell(language)) reading.readText(file.text, scope);
  else followForeign({ language, text: file.text, by: command }, scope, reading);
}

function languageOf(command: ShellCommand, { text = '' }: WrittenFile): string {
  const program = programOf(command);
  if (isInterpreter(program)) return program;
  const [, path = '', argument = ''] = /^#!\s*(\S+)[ \t]*(\S*)/.exec(text.slice(0, 200)) ?? [];
  const named = path.endsWith('/env') ? baseName(argument) : baseName(path);
  return named === '' || !isInterpreter(named) ? 'sh' : named;
}

function followAwk(command: ShellCommand, scope: Scope, reading: Reading): void {
  const program = command.argv.find(
    (word, index) => index > 0 && !word.startsWith('-') && !/^-[Fvf]$/.test(command.argv[index - 1] ?? ''),
  );
  if (program === undefined || !/system|\||\/inet\//.test(program)) return;
  followForeign({ language: 'awk', text: program, by: command }, scope, reading);
}

/** What a text in another language does, as commands that stand for it. */
export function followForeign(
  { language, text, by }: { readonly language: string; readonly text: string; readonly by: ShellCommand },
  scope: Scope,
  reading: Reading,
): void {
  if (scope.depth > 6) return reading.doubt(by.offset, 'programs are nested too deeply in it');
  if (text.trim() === UNKNOWN)
    return reading.doubt(by.offset, `${language} runs a text that is only known when it runs`);
  const found = readForeign(language, text);
  const deeper = { ...scope, fixed: true, depth: scope.depth + 1 };
  const { reads, writes, opens, traits } = found;
  const facts = { reads, writes, traits, elevated: by.elevated, ...(opens !== undefined && { opens }) };
  reading.take(partsOf([`(${language})`], facts), deeper);
  for (const shell of found.shell) {
    reading.take(partsOf([`(${language})`, shell], { elevated: by.elevated }), deeper);
    reading.readText(shell, deeper);
  }
  for (const argv of found.started) {
    reading.take(partsOf([`(${language})`, argv.join(' ')], { elevated: by.elevated }), deeper);
    reading.take(partsOf(argv, { elevated: by.elevated }), deeper);
  }
  for (const own of found.own) followForeign({ language, text: own, by }, deeper, reading);
  if (found.doubt !== undefined) reading.doubt(by.offset, found.doubt);
}
