import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { givenTo, isInterpreter, isShell } from '../shell/interpreters.ts';
import { readArgv, readProgram } from '../shell/read.ts';
import { startsUnknown, UNKNOWN } from '../shell/unknown.ts';
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
    ...programIn(container, container.value, container.pointer),
    ...HOOKS.flatMap((keys) => {
      const hook = valueAt(container.value, ...keys);
      return isJsonObject(hook) ? programIn(container, hook, pointerTo(container.pointer, ...keys)) : [];
    }),
  ];
}

function programIn(
  { pod: { object } }: ContainerView,
  value: Readonly<Record<string, Json>>,
  pointer: string,
): ProgramView[] {
  const command = textsOf(value['command']).map(closed);
  const args = textsOf(value['args']).map(closed);
  // Arguments alone are those of the image's own program, of which nothing is known.
  if (command.length === 0 && !isInterpreter(args[0] ?? '')) return [];
  const argv = [...command, ...args];
  const given = givenTo(argv);
  const { commands, undecided } =
    given.from === 'text' && isShell(argv[0] ?? '') && !startsUnknown(given.text)
      ? readProgram(given.text)
      : readArgv(argv);
  const field = pointerTo(pointer, command.length === 0 ? 'args' : 'command');
  return [
    {
      step: object.step,
      pointer: field,
      object: object.title,
      commands,
      undecided,
      inContainer: true,
      locate: () => object.locate(field),
    },
  ];
}

/** `$(NAME)` is a variable that Kubernetes fills in, `${{ … }}` one of the workflow. */
function closed(text: string): string {
  return text.replaceAll(/\$\{\{[\s\S]*?\}\}|(?<!\$)\$\([A-Z_][A-Z0-9_]*\)/g, UNKNOWN);
}
