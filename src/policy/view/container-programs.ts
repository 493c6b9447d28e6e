import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { baseName, type Program } from '../shell/command.ts';
import { givenTo, isInterpreter, isShell, shebangOf } from '../shell/interpreters.ts';
import { readArgv, readForeignProgram, readProgram } from '../shell/read.ts';
import { isKnown, startsUnknown, UNKNOWN } from '../shell/unknown.ts';
import { withoutWrappers } from '../shell/wrappers.ts';
import type { ProgramKey } from './pod-places.ts';
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
  const command = textsOf(value['command']).map((word) => closed(word, container));
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
  const program = container.filled === undefined ? text : text.replaceAll(container.filled, UNKNOWN);
  const field = pointerTo(container.pointer, key);
  if (startsUnknown(program)) return programView(container, field, doubtful(ONLY_KNOWN));
  const reader = key === 'source' ? (readerIn(command) ?? shebangOf(text)) : (shebangOf(text) ?? 'sh');
  if (reader === undefined) return programView(container, field, doubtful(UNNAMED));
  return programView(
    container,
    field,
    isShell(reader) ? readProgram(program) : foreign(baseName(reader), program),
  );
}

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
  const command = textsOf(value['command']).map((word) => closed(word, container));
  const args = textsOf(value['args']).map((word) => closed(word, container));
  // Arguments alone are those of the image's own program, of which nothing is known.
  if (command.length === 0 && !isInterpreter(args[0] ?? '')) return [];
  const argv = [...command, ...args];
  const given = givenTo(argv);
  const program =
    given.from === 'text' && isShell(argv[0] ?? '') && !startsUnknown(given.text)
      ? readProgram(given.text)
      : readArgv(argv);
  return [programView(container, pointerTo(pointer, command.length === 0 ? 'args' : 'command'), program)];
}

function programView(
  { pod: { object } }: ContainerView,
  pointer: string,
  { commands, undecided }: Program,
): ProgramView {
  const field = object.written?.(pointer) ?? pointer;
  return {
    step: object.step,
    pointer: field,
    object: object.title,
    commands,
    undecided,
    inContainer: true,
    locate: () => object.locate(field),
  };
}

/** `$(NAME)` is a variable that Kubernetes fills in, `${{ … }}` one of the workflow. */
function closed(text: string, { filled }: ContainerView): string {
  const own = filled === undefined ? text : text.replaceAll(filled, UNKNOWN);
  return own.replaceAll(/\$\{\{[\s\S]*?\}\}|(?<!\$)\$\([A-Z_][A-Z0-9_]*\)/g, UNKNOWN);
}
