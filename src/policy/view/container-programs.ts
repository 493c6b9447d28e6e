import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { baseName, type Program } from '../shell/command.ts';
import { givenTo, isInterpreter, isShell, shebangOf } from '../shell/interpreters.ts';
import { readArgv, readForeignProgram, readProgram } from '../shell/read.ts';
import { isKnown, startsUnknown } from '../shell/unknown.ts';
import { withoutWrappers } from '../shell/wrappers.ts';
import type { ProgramKey } from './pod-places.ts';
import { type ClosedText, closedText } from './closed-text.ts';
import type { Inside } from './place.ts';
import { type ContainerView, valueAt } from './pods.ts';
import type { ProgramView } from './programs.ts';
import { textsOf } from './steps.ts';

/** Places of a container that hold a command of their own, beside `command` and `args`. */
const HOOKS = [
  ['lifecycle', 'postStart', 'exec'],
  ['lifecycle', 'preStop', 'exec'],
  ['livenessProbe', 'exec'],
  ['readinessProbe', 'exec'],
  ['startupProbe', 'exec'],
] as const;

/** What the containers of a manifest run. */
export function programsInContainers(containers: readonly ContainerView[]): ProgramView[] {
  return containers.flatMap(programsInContainer);
}

export function programsInContainer(container: ContainerView): ProgramView[] {
  return [
    ...ownPrograms(container),
    ...HOOKS.flatMap((keys) => {
      const hook = valueAt(container.value, ...keys);
      return isJsonObject(hook) ? programIn(container, hook, pointerTo(container.pointer, ...keys)) : [];
    }),
  ];
}

/** What it starts, and the program text that is given to that. */
function ownPrograms(container: ContainerView): ProgramView[] {
  const { value, pointer, program: key } = container;
  const text = key === undefined ? undefined : value[key];
  if (key === undefined || typeof text !== 'string' || text === '')
    return programIn(container, value, pointer);
  const command = textsOf(value['command']).map((word) => closed(word, container).text);
  const written = programInText(container, key, { text, command });
  // `sh -c 'apk add git' FILE` runs a text of its own.
  return givenTo(withoutWrappers(command)).from === 'text'
    ? [...programIn(container, value, pointer), written]
    : [written];
}

function programInText(
  container: ContainerView,
  key: ProgramKey,
  { text, command }: { readonly text: string; readonly command: readonly string[] },
): ProgramView {
  const program = closedText(text, container.filled ?? NEVER);
  const place = { pointer: pointerTo(container.pointer, key), text, offsetOf: program.offsetOf };
  if (startsUnknown(program.text)) return programView(container, place, doubtful(ONLY_KNOWN));
  const reader = key === 'source' ? (readerIn(command) ?? shebangOf(text)) : (shebangOf(text) ?? 'sh');
  if (reader === undefined) return programView(container, place, doubtful(UNNAMED));
  const read = isShell(reader) ? readProgram(program.text) : foreign(baseName(reader), program.text);
  return programView(container, place, read);
}

const NEVER = /(?!)/g;
const ONLY_KNOWN = 'it runs a text that is only known when it runs';
const UNNAMED = 'it is not said what reads the text';

function doubtful(why: string): Program {
  return { commands: [], undecided: [{ offset: 0, why }] };
}

/** What is no interpreter that is known may do anything with the text. */
function foreign(reader: string, text: string): Program {
  const program = readForeignProgram(reader, text);
  if (isInterpreter(reader)) return program;
  const why = `what ${isKnown(reader) ? reader : 'the program'} does with the text is not known`;
  return { ...program, undecided: [...program.undecided, { offset: 0, why }] };
}

/** The program that is given the file with the text as an argument; a shell with -c starts the file. */
function readerIn(command: readonly string[]): string | undefined {
  const [program] = withoutWrappers(command);
  return program === undefined || program === '' ? undefined : program;
}

function programIn(
  container: ContainerView,
  value: Readonly<Record<string, Json>>,
  pointer: string,
): ProgramView[] {
  const command = wordsIn(value, pointer, 'command');
  const args = wordsIn(value, pointer, 'args');
  const words = [...command, ...args].map((word) => ({ ...word, ...closed(word.written, container) }));
  const argv = words.map(({ text }) => text);
  // Arguments alone are those of the image's own program, of which nothing is known.
  if (command.length === 0 && !isInterpreter(argv[0] ?? '')) return [];
  const list = { pointer: pointerTo(pointer, command.length === 0 ? 'args' : 'command') };
  const given = givenTo(argv);
  if (given.from !== 'text') return [programView(container, list, readArgv(argv))];
  const word = words[given.at];
  const isWhole = word?.text === given.text;
  if (!isShell(argv[0] ?? '') || startsUnknown(given.text))
    return [programView(container, isWhole ? { pointer: word.pointer } : list, readArgv(argv))];
  const place = isWhole ? { pointer: word.pointer, text: word.written, offsetOf: word.offsetOf } : list;
  return [programView(container, place, readProgram(given.text))];
}

/** The texts of a list, and where each stands. */
function wordsIn(value: Readonly<Record<string, Json>>, pointer: string, key: string) {
  const list = value[key];
  return (Array.isArray(list) ? list : []).flatMap((written: Json, index) =>
    typeof written === 'string' ? { written, pointer: pointerTo(pointer, key, index) } : [],
  );
}

/** Where a program stands: that of a text has places of its own. */
interface ProgramPlace {
  readonly pointer: string;
  readonly text?: string;
  readonly offsetOf?: (offset: number) => number;
}

function programView(
  { pod: { object } }: ContainerView,
  { pointer: given, text, offsetOf = (offset) => offset }: ProgramPlace,
  { commands, undecided }: Program,
): ProgramView {
  const pointer = object.written?.(given) ?? given;
  let inside: Inside | undefined;
  const locate = (offset: number) => {
    if (text !== undefined) inside ??= object.inside?.(pointer, text);
    inside ??= () => object.locate(pointer);
    return inside(offsetOf(offset));
  };
  return { step: object.step, pointer, object: object.title, commands, undecided, inContainer: true, locate };
}

/** `$(NAME)` is a variable that Kubernetes fills in, `${{ … }}` one of the workflow. */
const FILLED = /\$\{\{[\s\S]*?\}\}|(?<!\$)\$\([A-Z_][A-Z0-9_]*\)/g;
const FILLED_ALSO = new Map<RegExp, RegExp>();

function closed(text: string, { filled }: ContainerView): ClosedText {
  if (filled === undefined) return closedText(text, FILLED);
  const both = FILLED_ALSO.get(filled) ?? new RegExp(`${filled.source}|${FILLED.source}`, 'g');
  FILLED_ALSO.set(filled, both);
  return closedText(text, both);
}
