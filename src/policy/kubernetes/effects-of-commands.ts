import type { ShellCommand } from '../shell/command.ts';
import { isKnown, UNKNOWN } from '../shell/unknown.ts';
import type { K8sObject } from '../view/objects.ts';
import type { ProgramView } from '../view/programs.ts';
import { type Effect, type EffectTarget, isReading, targetOf } from './effect.ts';
import { type ClusterCommand, clusterCommand } from './kubectl.ts';
import { resourceOf } from './resources.ts';

/** What programs ask kubectl, oc and helm to do; `objects` are those of the package. */
export function effectsOfPrograms(programs: readonly ProgramView[], objects: readonly K8sObject[]): Effect[] {
  return programs.flatMap((program) =>
    program.commands.flatMap((command) => {
      const asked = clusterCommand(command);
      // --dry-run changes nothing.
      if (asked === undefined || asked.verb === '' || isDry(asked)) return [];
      return [effectOf(asked, { program, command, objects })];
    }),
  );
}

interface Context {
  readonly program: ProgramView;
  readonly command: ShellCommand;
  readonly objects: readonly K8sObject[];
}

const ACTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    edit: 'patch',
    label: 'patch',
    annotate: 'patch',
    set: 'patch',
    taint: 'patch',
    replace: 'apply',
    autoscale: 'create',
    expose: 'create',
    run: 'create',
    uncordon: 'cordon',
    del: 'uninstall',
    un: 'uninstall',
  }),
);

function effectOf(asked: ClusterCommand, { program, command, objects }: Context): Effect {
  const { tool, isOn, option } = asked;
  const action = actionOf(asked);
  const targets = tool === 'helm' ? releases(asked) : targetsOf(asked, { program, command, objects });
  const { pointer, step } = program;
  return {
    by: tool,
    action,
    reads: isReading(action),
    targets,
    everyNamespace: isOn('all-namespaces'),
    everyObject: isOn('all') || option('selector').some((selector) => selector.trim() === ''),
    forcedBy: forcedBy(asked),
    skipsEviction: isOn('disable-eviction') || taintsNow(asked),
    replicas: option('replicas').at(-1) === '0' || patchesToZero(asked) ? 0 : null,
    patch: option('patch').at(-1) ?? null,
    unknown: tool !== 'helm' && isUnknown(asked, targets),
    place: {
      step,
      field: pointer,
      get location() {
        return program.locate(command.offset);
      },
    },
  };
}

/** A file that the package does not hold may bring anything, as may a kind that a variable names. */
function isUnknown({ option, verb }: ClusterCommand, targets: readonly EffectTarget[]): boolean {
  const given = option('filename').length + option('kustomize').length > 0;
  const unread = given && targets.every(({ object }) => object === null);
  return unread || !isKnown(verb) || targets.some(({ resource }) => !isKnown(resource));
}

function actionOf({ tool, verb, words }: ClusterCommand): string {
  const [second = ''] = words;
  if (tool === 'helm' && verb === 'delete') return 'uninstall';
  if (tool === 'oc' && verb === 'adm') return second;
  if (verb === 'rollout') return second === 'restart' ? 'restart' : `rollout-${second}`;
  if (verb === 'auth' && second === 'reconcile') return 'apply';
  return ACTIONS.get(verb) ?? verb;
}

function releases({ words, option }: ClusterCommand): EffectTarget[] {
  const namespace = option('namespace').at(-1) ?? null;
  return [{ resource: 'releases', name: words[0] ?? null, namespace, object: null }];
}

const OF_NODES = new Set(['drain', 'cordon', 'uncordon']);
const OF_PODS = new Set(['exec', 'cp', 'attach', 'run', 'debug', 'port-forward']);
/** Verbs that say what to do before they say to what. */
const TWO_WORDS = new Set(['rollout', 'set', 'adm']);

function targetsOf(asked: ClusterCommand, context: Context): EffectTarget[] {
  const { verb, words, option } = asked;
  const files = option('filename').flatMap((file) => objectsOf(file, context));
  if (files.length > 0) return files.map(targetOf);
  const namespace = option('namespace').at(-1) ?? null;
  const rest = TWO_WORDS.has(verb) ? words.slice(1) : words;
  return named(verb === 'adm' ? (words[0] ?? '') : verb, rest).map(([resource, name]) => ({
    resource,
    name,
    namespace,
    object: null,
  }));
}

type Named = readonly [resource: string, name: string | null];

function named(verb: string, words: readonly string[]): readonly Named[] {
  if (OF_NODES.has(verb)) return (words.length === 0 ? [null] : words).map((name) => ['nodes', name]);
  if (OF_PODS.has(verb)) return [['pods', words[0] ?? null]];
  return namedBy(words);
}

/** `pods a b`, `pod,svc a`, `deploy/a svc/b`. */
function namedBy([first, ...names]: readonly string[]): Named[] {
  if (first === undefined) return [];
  if (first.includes('/'))
    return [first, ...names].map((word): Named => {
      const [kind = '', name = ''] = word.split('/', 2);
      return [resourceOf(kind), name];
    });
  const resources = first.split(',').map(resourceOf);
  const plain = names.filter((name) => !/^[\w./-]*[=:]|-$/.test(name));
  return resources.flatMap((resource) =>
    (plain.length === 0 ? [null] : plain).map((name): Named => [resource, name]),
  );
}

/** The package's objects in a file or folder that a command names. */
function objectsOf(file: string, { program, command, objects }: Context): readonly K8sObject[] {
  if (file === '-') {
    const own = objects.filter(({ step }) => step === program.step);
    if (program.step !== null) return own;
    const { line, col } = program.locate(command.offset);
    return own.filter((object) => {
      const place = object.locate(object.pointer);
      return place.line === line && place.col === col;
    });
  }
  const path = file
    .slice(file.lastIndexOf(UNKNOWN) + 1)
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/$/, '');
  if (path === '' || path === '.') return [];
  return objects.filter((object) => {
    const place = `/${object.locate(object.pointer).file}`;
    return place.endsWith(`/${path}`) || place.includes(`/${path}/`);
  });
}

function forcedBy({ tool, verb, isOn, option }: ClusterCommand): string | null {
  if (isOn('force') || isOn('force-replace')) return '--force';
  if (isOn('force-conflicts')) return '--force-conflicts';
  if (option('grace-period').at(-1) === '0') return '--grace-period=0';
  if (verb === 'delete' && tool !== 'helm' && isOn('now')) return '--now';
  return option('raw').some((path) => path.endsWith('/finalize')) ? 'the finalize endpoint' : null;
}

function taintsNow({ verb, words }: ClusterCommand): boolean {
  return verb === 'taint' && words.some((word) => word.endsWith(':NoExecute'));
}

function patchesToZero({ option }: ClusterCommand): boolean {
  return option('patch').some((patch) => isKnown(patch) && /"?replicas"?\s*:\s*0\b/.test(patch));
}

function isDry({ option }: ClusterCommand): boolean {
  return option('dry-run').some((value) => value !== 'none' && value !== 'false');
}
