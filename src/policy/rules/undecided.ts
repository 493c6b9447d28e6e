import { isList, isNested, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { AccessView } from '../rbac/access.ts';
import { type Finding, ruleByProgram } from '../rule.ts';
import { isOpen } from '../view/inputs.ts';
import type { PackageView } from '../view/package-view.ts';
import type { ProgramView } from '../view/programs.ts';
import { inObject, inProgram, inStep } from './finding.ts';

export const undecided = ruleByProgram(
  {
    id: 'undecided',
    version: 3,
    title: 'Cannot be decided before it runs',
    severity: 'medium',
    why: 'What will run depends on a value that only the run knows, or is written so that it cannot be read: the other rules could not look at it.',
    fix: 'Write the value out, or bound it by the schema of an input; give program text as a file of the package.',
  },
  { beside, inProgram: openProgram },
);

function* beside(view: PackageView): Iterable<Finding> {
  for (const { step, pointer, location, message } of view.unreadable) {
    yield { step, field: pointer, location, what: `The manifest cannot be read: ${message}.` };
  }
  yield* openObjects(view);
  yield* openPatches(view);
  yield* openManifests(view);
  yield* openAccess(view.access);
  for (const { by, place, reads, unknown } of view.effects) {
    if (unknown && !reads)
      yield { ...place, what: `What ${by === 'The step' ? 'the step' : by} changes is not here to be read.` };
  }
}

function* openProgram(program: ProgramView): Iterable<Finding> {
  for (const { offset, why } of program.undecided)
    yield { ...inProgram(program, offset), what: `In a program, ${why}.` };
}

/** Fields of a pod that decide what it may do to its node. */
const DECISIVE = new Set(
  [
    'spec containers initContainers ephemeralContainers volumes securityContext capabilities add',
    'privileged hostNetwork hostPID hostIPC hostPath hostPort procMount windowsOptions hostProcess sysctls',
    'seLinuxOptions seccompProfile appArmorProfile kind',
    'add[] containers[] initContainers[] ephemeralContainers[] volumes[] sysctls[]',
  ].flatMap((line) => line.split(' ')),
);
/** The same for keys that mean something else elsewhere. */
const DECISIVE_WITHIN =
  /\/(?:(?:seccompProfile|appArmorProfile)\/type|seLinuxOptions\/(?:type|user|role)|(?:httpGet|tcpSocket)\/host|sysctls\/\d+\/name)$/;
/** What this program, Helm and its like, or a shell puts in later. */
const FILLED_LATER = /\{\{|\$[({]|^\$\w+$/;

function* openObjects(view: PackageView): Iterable<Finding> {
  for (const object of view.objects) {
    for (const path of openFields(object.value)) {
      const field = pointerTo(object.pointer, ...path);
      yield { ...inObject(object, field), what: `${path.at(-1)} is only known when it runs.` };
    }
  }
}

/** Patches of pods in texts: what is in them stands nowhere else. */
function* openPatches({ pods }: PackageView): Iterable<Finding> {
  for (const { object, pointer, spec, patch } of pods) {
    if (patch === undefined) continue;
    if (patch === 'unread')
      yield { ...inObject(object, pointer), what: 'The patch of the pod cannot be read before it runs.' };
    for (const path of openFields(spec))
      yield { ...inObject(object, pointer), what: `${path.at(-1)} in the patch is only known when it runs.` };
  }
}

type Path = readonly string[];

/** Where decisive fields are filled later. */
function openFields(top: JsonObject): Path[] {
  const found: Path[] = [];
  const path: string[] = [];
  look(top);
  return found;

  function look(value: JsonObject | readonly Json[]): void {
    if (path.length > 64) return;
    if (isList(value)) for (let index = 0; index < value.length; index += 1) lookAt(index, value[index]);
    else for (const key of Object.keys(value)) lookAt(key, value[key]);
  }

  function lookAt(key: string | number, item: Json | undefined): void {
    if (isNested(item)) {
      path.push(String(key));
      look(item);
      path.pop();
    } else if (isFilledLater(item) && isDecisive([...path, String(key)])) found.push([...path, String(key)]);
  }
}

function isDecisive(path: Path): boolean {
  const [key, above] = [String(path.at(-1)), String(path.at(-2))];
  return DECISIVE.has(/^\d+$/.test(key) ? `${above}[]` : key) || DECISIVE_WITHIN.test(pointerTo('', ...path));
}

function isFilledLater(value: Json | undefined): boolean {
  return typeof value === 'string' && FILLED_LATER.test(value);
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

const LISTS = ['verbs', 'resources', 'apiGroups', 'nonResourceUrls'] as const;

/** Who is given what: grants, and the names of roles and of those who get them. */
function* openAccess({ bindings, grants }: AccessView): Iterable<Finding> {
  for (const grant of grants) {
    const open = LISTS.find((list) => grant[list].some(isOpen));
    if (open === undefined) continue;
    yield { ...grant.place(), what: `What ${grant.holder} allows is only known when it runs (${open}).` };
  }
  for (const { object, roleName, subjects } of bindings) {
    const field = pointerTo(object.pointer, 'roleRef', 'name');
    if (isOpen(roleName))
      yield { ...inObject(object, field), what: `The role of ${object.title} is only known when it runs.` };
    // A service account cannot be a group of the system.
    const subject = subjects.find(({ kind, name }) => kind !== 'ServiceAccount' && isOpen(name));
    if (subject !== undefined)
      yield {
        ...inObject(object, subject.pointer),
        what: `Whom ${object.title} names is only known when it runs.`,
      };
  }
}
