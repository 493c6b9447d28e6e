import type { JsonObject } from '../../base/json.ts';
import { type Found, inManifest, inObject, inProgram, inStep } from '../rules/finding.ts';
import { isWritten, programOf, type ShellCommand } from '../shell/command.ts';
import { isKnown } from '../shell/unknown.ts';
import { isOpen } from '../view/inputs.ts';
import type { PackageView } from '../view/package-view.ts';
import type { ContainerView } from '../view/pods.ts';
import type { StepView } from '../view/steps.ts';
import type { Scope } from './scope.ts';

/** One thing that a rule is asked about: what its expressions may read, and where it stands. */
export interface Subject {
  readonly values: JsonObject;
  readonly place: () => Found;
}

const found = new WeakMap<PackageView, Map<Scope, readonly Subject[]>>();

/** Everything in a package that a rule of a scope is asked about; found once for all rules. */
export function subjectsOf(view: PackageView, scope: Scope): readonly Subject[] {
  const scopes = found.get(view) ?? new Map<Scope, readonly Subject[]>();
  found.set(view, scopes);
  const subjects = scopes.get(scope) ?? findSubjects(view, scope);
  scopes.set(scope, subjects);
  return subjects;
}

/** Of a file that lies alone. */
const NO_MANIFEST: JsonObject = { apiVersion: '', kind: '', metadata: {}, spec: {} };

function findSubjects(view: PackageView, scope: Scope): readonly Subject[] {
  const manifest = view.wpk === null ? NO_MANIFEST : jsonOf(view.wpk.manifest);
  const subject = (values: JsonObject, place: Subject['place']): Subject => ({
    values: { ...values, manifest },
    place,
  });
  switch (scope) {
    case 'package':
      return view.wpk === null ? [] : [subject({}, () => inManifest(view, '/metadata/name'))];
    case 'step':
      return view.steps.map((step) => subject({ step: stepValue(step) }, () => inStep(view, step)));
    case 'object':
      return view.objects.map((object) =>
        subject({ object: object.value }, () => inObject(object, object.pointer)),
      );
    case 'pod':
      return view.pods.map(({ object, spec, pointer }) =>
        subject({ pod: spec, object: object.value }, () => inObject(object, pointer)),
      );
    case 'container':
      return view.containers.map((container) =>
        subject(containerValues(container), () => inObject(container.pod.object, container.pointer)),
      );
    case 'command':
      return [...view.programs].flatMap((program) =>
        program.commands
          .filter(isWritten)
          .map((command) =>
            subject({ command: commandValue(command, 0) }, () => inProgram(program, command.offset)),
          ),
      );
  }
}

/** Whether a text is, or holds, something that only the run knows. */
export function isUnknownText(text: string): boolean {
  return isOpen(text) || !isKnown(text);
}

function stepValue({ name, type, action, phase, with: settings, step }: StepView): JsonObject {
  // A probe shares nothing with its step but the name.
  const own = phase === 'probe' ? {} : jsonOf(step);
  return {
    needs: [],
    ...own,
    name,
    type,
    phase,
    with: settings,
    ...(action !== null && phase !== 'probe' && { action }),
  };
}

function containerValues({ pod, role, value }: ContainerView): JsonObject {
  return { container: value, role, pod: pod.spec, object: pod.object.value };
}

const DEEPEST_PIPE = 8;

function commandValue(command: ShellCommand, depth: number): JsonObject {
  const { argv, reads, writes, stdin, upstream } = command;
  return {
    program: programOf(command),
    argv,
    reads,
    writes,
    ...(stdin !== undefined && { stdin }),
    upstream: depth < DEEPEST_PIPE ? upstream.map((feeding) => commandValue(feeding, depth + 1)) : [],
  };
}

function jsonOf(value: object): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a validated manifest is JSON; the generated type does not say so.
  return value as unknown as JsonObject;
}
