import { type K8sObject, placeIn } from '../view/objects.ts';
import type { ProgramView } from '../view/programs.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { PackageView } from '../view/package-view.ts';
import type { Placed } from '../view/place.ts';
import type { StepView } from '../view/steps.ts';

/** Where a finding stands; the rule adds what it is. */
export type Found = Placed;

export function inObject(object: K8sObject, pointer: string): Found {
  return placeIn(object, pointer);
}

export function inProgram(program: ProgramView, offset: number): Found {
  const { step, pointer, object } = program;
  return { step, field: pointer, location: program.locate(offset), ...(object !== undefined && { object }) };
}

export function inManifest(view: PackageView, pointer: string, step: string | null = null): Found {
  return { step, field: pointer, location: view.locate(pointer) };
}

export function inStep(view: PackageView, step: StepView, pointer = step.pointer): Found {
  return inManifest(view, pointer, step.name);
}

/** Every command of a client of clusters or container engines, and others, with the program that it stands in. */
export function* clientCommands(
  view: PackageView,
): Iterable<{ program: ProgramView; command: ShellCommand }> {
  for (const program of view.clients ?? view.programs) {
    for (const command of program.commands) yield { program, command };
  }
}
