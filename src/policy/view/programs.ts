import type { Location } from '../../base/errors.ts';
import { isJsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Wpk } from '../../model/wpk.ts';
import type { Program, ShellCommand } from '../shell/command.ts';
import { givenTo, isInterpreter, isShell, shebangOf } from '../shell/interpreters.ts';
import { readArgv, readForeignProgram, readProgram } from '../shell/read.ts';
import { startsUnknown, UNKNOWN } from '../shell/unknown.ts';
import { isOpen } from './inputs.ts';
import { insideText } from './inside-manifest.ts';
import { type Inside, linesIn } from './place.ts';
import type { SourceFile } from './source-file.ts';
import { type StepView, textsOf } from './steps.ts';

/** A program that a step starts, or that lies in the package. */
export interface ProgramView {
  readonly step: string | null;
  readonly pointer: string;
  /** The Kubernetes object whose container runs it, where one does. */
  readonly object?: string;
  readonly commands: readonly ShellCommand[];
  readonly undecided: Program['undecided'];
  /** Whether it runs in a container, of a manifest or a docker step: its files are not those of the machine. */
  readonly inContainer: boolean;
  locate(offset: number): Location;
}

const EXPRESSION = /\$\{\{[\s\S]*?\}\}/g;

export function programsInFiles(files: readonly SourceFile[]): ProgramView[] {
  return files.flatMap((file) => programInFile(file, { step: null, user: undefined, given: [] }));
}

/** The way from a file to its program, where it is one; `steps` are those that may run it. */
export function readerOfFiles(steps: readonly StepView[]): (file: SourceFile) => ProgramView[] {
  const named = new Map<string, string>();
  const users = new Map<string, StepView>();
  const shared = new Set<string>();
  for (const step of steps) {
    const file = step.with['file'];
    if (typeof file !== 'string') continue;
    named.set(file.replace(/^\.\//, ''), step.name);
    if (step.type !== 'script') continue;
    if (users.has(file)) shared.add(file);
    else users.set(file, step);
  }
  return (file) => {
    const [step = null, user] = [named.get(file.path), users.get(file.path)];
    return programInFile(file, { step, user, given: shared.has(file.path) ? [] : placesGivenTo(user) });
  };
}

export function programsInStep(wpk: Wpk, view: StepView): ProgramView[] {
  const { name, with: settings, pointer: step } = view;
  if (view.type === 'docker') return programInContainer(wpk, view);
  return ['command', 'args', 'entrypoint', 'script', 'run'].flatMap((key): ProgramView[] => {
    const value = settings[key];
    const pointer = pointerTo(step, 'with', key);
    if (typeof value === 'string') return [programInText(wpk, value, { step: name, pointer })];
    const argv = textsOf(value).map(closed);
    // Arguments without a command are a program's of which nothing is known.
    if (argv.length === 0 || (key === 'args' && !isInterpreter(argv[0] ?? ''))) return [];
    return [programInArgv(wpk, argv, { step: name, pointer, stdin: settings['stdin'] })];
  });
}

/** What a container starts: `command` stands behind what replaces the image's entry point. */
function programInContainer(wpk: Wpk, { name, with: settings, pointer: step }: StepView): ProgramView[] {
  const entrypoint = textsOf(settings['entrypoint']).map(closed);
  const command = textsOf(settings['command']).map(closed);
  const argv = [...entrypoint, ...command];
  if (argv.length === 0) return [];
  const key = command.length === 0 ? 'entrypoint' : 'command';
  const pointer = pointerTo(step, 'with', key);
  const place = {
    step: name,
    pointer,
    stdin: settings['stdin'],
    before: argv.length - (key === 'command' ? command.length : argv.length),
  };
  return [{ ...programInArgv(wpk, argv, place), inContainer: true }];
}

function programInArgv(
  wpk: Wpk,
  argv: readonly string[],
  { step, pointer, stdin, before = 0 }: ArgvPlace,
): ProgramView {
  const given = givenTo(argv);
  if (given.from === 'text' && isShell(argv[0] ?? '') && !startsUnknown(given.text)) {
    // A program that stands before the list is judged, and shown at the list.
    const at = given.at < before ? pointer : pointerTo(pointer, given.at - before);
    return programInText(wpk, given.text, { step, pointer: at });
  }
  const { commands, undecided } = readArgv(argv, typeof stdin === 'string' ? closed(stdin) : undefined);
  // A list that grew by pushes has room for 17; most steps have one command.
  return {
    step,
    pointer,
    commands: commands.slice(),
    undecided,
    inContainer: false,
    locate: () => wpk.source.locate(pointer),
  };
}

interface ArgvPlace {
  readonly step: string;
  readonly pointer: string;
  readonly stdin: unknown;
  /** How many words of argv stand before the list at `pointer`. */
  readonly before?: number;
}

function programInText(
  wpk: Wpk,
  text: string,
  { step, pointer }: { step: string; pointer: string },
): ProgramView {
  const { commands, undecided } = readProgram(readable(text));
  let inside: Inside | undefined;
  const locate = (offset: number) => {
    inside ??= insideText(wpk.source, pointer, text);
    return inside(offset);
  };
  return { step, pointer, commands, undecided, inContainer: false, locate };
}

interface FileUse {
  readonly step: string | null;
  readonly user: StepView | undefined;
  /** What is known of its environment. */
  readonly given: Iterable<readonly [string, string]>;
}

function programInFile(file: SourceFile, { step, user, given }: FileUse): ProgramView[] {
  const interpreter = interpreterOf(file, user);
  if (interpreter === null) return [];
  const text = file.text();
  const { commands, undecided } = isShell(interpreter)
    ? readProgram(text, given)
    : readForeignProgram(interpreter, text);
  const { positionOf } = linesIn(text);
  return [
    {
      step,
      pointer: '',
      commands,
      undecided,
      inContainer: false,
      locate: (offset) => ({ file: file.name, ...positionOf(offset) }),
    },
  ];
}

/**
 * The URLs in the environment of a step: where its program calls is held against what the package declares. A path or a
 * name is not followed: it may be another when it runs.
 */
function* placesGivenTo(user: StepView | undefined): Iterable<readonly [string, string]> {
  const env = user?.with['env'];
  if (!isJsonObject(env)) return;
  for (const [name, value] of Object.entries(env)) {
    if (typeof value === 'string' && /^https?:\/\/[^/]/.test(value) && !isOpen(value)) yield [name, value];
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  sh: 'sh',
  bash: 'bash',
  py: 'python',
  pl: 'perl',
  rb: 'ruby',
  js: 'node',
  mjs: 'node',
};

/** Whether a file is run, as far as it can be told from itself. */
export function isProgram(file: SourceFile): boolean {
  return interpreterOf(file, undefined) !== null;
}

/** What runs a file, or null where it is no program; `user` is the script step that names it. */
function interpreterOf(file: SourceFile, user: StepView | undefined): string | null {
  const named = user?.with['interpreter'];
  if (typeof named === 'string') return named;
  const head = new TextDecoder().decode(file.bytes.subarray(0, 200));
  const shebang = shebangOf(head);
  if (shebang !== undefined) return shebang;
  const extension = file.path.slice(file.path.lastIndexOf('.') + 1);
  if (Object.hasOwn(EXTENSIONS, extension)) return EXTENSIONS[extension] ?? null;
  return user === undefined ? null : 'sh';
}

/** An argument with its expressions as UNKNOWN. */
function closed(text: string): string {
  return text.replace(EXPRESSION, UNKNOWN);
}

/** Program text with expressions as a variable that nobody sets, of the same length, so that places stay right. */
function readable(text: string): string {
  return text.replace(EXPRESSION, (expression) => {
    const lines = expression.split('\n').length - 1;
    return `\${_${'_'.repeat(Math.max(0, expression.length - 4 - lines))}}${'\n'.repeat(lines)}`;
  });
}
