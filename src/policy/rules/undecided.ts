import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Finding, Rule } from '../rule.ts';
import { isOpen } from '../view/inputs.ts';
import type { PackageView } from '../view/package-view.ts';
import { inObject, inProgram, inStep } from './finding.ts';

export const undecided: Rule = {
  id: 'undecided',
  version: 1,
  title: 'Cannot be decided before it runs',
  severity: 'medium',
  why: 'What will run depends on a value that only the run knows, or is written so that it cannot be read: the other rules could not look at it.',
  fix: 'Write the value out, or bound it by the schema of an input; give program text as a file of the package.',
  *check(view: PackageView) {
    for (const { step, pointer, location, message } of view.unreadable) {
      yield { step, field: pointer, location, what: `The manifest cannot be read: ${message}.` };
    }
    yield* openObjects(view);
    yield* openManifests(view);
    for (const program of view.programs) {
      for (const { offset, why } of program.undecided)
        yield { ...inProgram(program, offset), what: `In a program, ${why}.` };
    }
  },
};

/** Fields of a pod that decide what it may do to its node. */
const DECISIVE = new Set(
  [
    'spec containers initContainers ephemeralContainers volumes securityContext capabilities add',
    'privileged hostNetwork hostPID hostIPC hostPath kind',
  ].flatMap((line) => line.split(' ')),
);

function* openObjects(view: PackageView): Iterable<Finding> {
  for (const object of view.objects) {
    for (const pointer of openFields(object.value, object.pointer, 0)) {
      yield { ...inObject(object, pointer), what: `${lastKey(pointer)} is only known when it runs.` };
    }
  }
}

function* openFields(value: Json, pointer: string, depth: number): Iterable<string> {
  if (depth > 64) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const listed = /\/(add|containers|initContainers|ephemeralContainers|volumes)$/.test(pointer);
      if (listed && isOpen(item)) yield pointerTo(pointer, index);
      else yield* openFields(item, pointerTo(pointer, index), depth + 1);
    }
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      if (DECISIVE.has(key) && isOpen(item)) yield at;
      else yield* openFields(item, at, depth + 1);
    }
  }
}

/** A k8s step that is given its whole manifest by an expression. */
function* openManifests(view: PackageView): Iterable<Finding> {
  for (const step of view.steps) {
    if (step.type !== 'k8s') continue;
    for (const key of ['manifest', 'manifests', 'object', 'objects', 'patch', 'template']) {
      if (!isOpen(step.with[key])) continue;
      const field = pointerTo(step.pointer, 'with', key);
      yield { ...inStep(view, step, field), what: `The ${key} is only known when it runs.` };
    }
  }
}

function lastKey(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
