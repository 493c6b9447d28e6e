import type { Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { programOf, type ShellCommand } from '../shell/command.ts';
import { isEngine } from '../shell/containers.ts';
import { isKnown } from '../shell/unknown.ts';
import type { PackageView } from '../view/package-view.ts';
import type { StepView } from '../view/steps.ts';
import { textsOf } from '../view/steps.ts';
import { clientCommands, type Found, inProgram, inStep } from './finding.ts';

export interface Mount {
  readonly path: string;
  readonly place: Found;
}

/** What a step asks of a container engine: an option of `docker run`, or a key of a docker step's `with`. */
export interface EngineOption {
  readonly name: string;
  readonly value: string;
  readonly place: Found;
}

/** Options of every `docker run`, `create` and `exec`, and of docker steps, as name and value. */
export function engineOptions(view: PackageView): Iterable<EngineOption> {
  return view.programs.length + view.steps.length === 0 ? [] : findOptions(view);
}

function* findOptions(view: PackageView): Iterable<EngineOption> {
  for (const { program, command } of clientCommands(view)) {
    if (!isEngine(programOf(command)) || !startsContainer(command)) continue;
    const place = inProgram(program, command.offset);
    for (const [name, value] of optionsOf(command.argv.slice(1))) yield { name, value, place };
  }
  for (const step of view.steps.filter(({ type }) => type === 'docker')) yield* stepOptions(view, step);
}

/** Paths of the host that a container is given. */
export function* mountsOf(view: PackageView): Iterable<Mount> {
  for (const { name, value, place } of engineOptions(view)) {
    if (name !== 'volume' && name !== 'v' && name !== 'mount') continue;
    const path = name === 'mount' ? boundBy(value) : value.split(':', 1)[0];
    if (path?.startsWith('/') === true && isKnown(path)) yield { path, place };
  }
}

const STEP_KEYS: Readonly<Record<string, string>> = {
  privileged: 'privileged',
  volumes: 'volume',
  binds: 'volume',
  capAdd: 'cap-add',
  network: 'network',
  networkMode: 'network',
  pid: 'pid',
  pidMode: 'pid',
  ipc: 'ipc',
  ipcMode: 'ipc',
};

function* stepOptions(view: PackageView, step: StepView): Iterable<EngineOption> {
  for (const [key, option] of Object.entries(STEP_KEYS)) {
    const value: Json | undefined = step.with[key];
    const values = typeof value === 'boolean' || typeof value === 'string' ? [String(value)] : textsOf(value);
    for (const text of values)
      yield { name: option, value: text, place: inStep(view, step, pointerTo(step.pointer, 'with', key)) };
  }
}

function startsContainer({ argv }: ShellCommand): boolean {
  return argv.slice(1, 4).some((word) => word === 'run' || word === 'create' || word === 'exec');
}

/** `--name=value`, `--name value`, `--flag` and `-v value`, up to the end: an image's own options are few and harmless here. */
function* optionsOf(args: readonly string[]): Iterable<[name: string, value: string]> {
  for (const [index, word] of args.entries()) {
    const [, name, value] = /^--?([a-z][a-z-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) yield [name, value ?? (name === 'privileged' ? 'true' : (args[index + 1] ?? ''))];
  }
}

function boundBy(mount: string): string | undefined {
  const fields = new Map(
    mount.split(',').map((field): [string, string] => {
      const [key = '', value = ''] = field.split('=', 2);
      return [key, value];
    }),
  );
  if (fields.get('type') === 'volume' || fields.get('type') === 'tmpfs') return undefined;
  return fields.get('source') ?? fields.get('src');
}
