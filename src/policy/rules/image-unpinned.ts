import { pointerTo } from '../../base/pointer.ts';
import type { Finding, Rule } from '../rule.ts';
import { programOf, type ShellCommand } from '../shell/command.ts';
import { isEngine } from '../shell/containers.ts';
import { isKnown } from '../shell/unknown.ts';
import type { PackageView } from '../view/package-view.ts';
import { isOpen } from '../view/inputs.ts';
import { nameOf } from '../view/pods.ts';
import { clientCommands, inObject, inProgram, inStep } from './finding.ts';

export const imageUnpinned: Rule = {
  id: 'image-unpinned',
  version: 3,
  title: 'Runs an image that may be another one tomorrow',
  severity: 'low',
  why: 'Without a tag, or with latest, what runs is whatever was pushed last: not what was tested, and not the same on every node.',
  fix: 'Name a version, and in a docker step the digest: registry.example.org/web:1.4.2@sha256:….',
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  *check(view) {
    for (const container of view.containers) {
      const image = container.value['image'];
      if (typeof image !== 'string' || !isUnpinned(image)) continue;
      const field = pointerTo(container.pointer, 'image');
      yield { ...inObject(container.pod.object, field), what: `${nameOf(container)} runs ${shown(image)}.` };
    }
    yield* inSteps(view);
    for (const { program, command } of clientCommands(view)) {
      const image = imageOf(command);
      if (image !== undefined && isKnown(image) && isUnpinned(image))
        yield { ...inProgram(program, command.offset), what: `${programOf(command)} takes ${shown(image)}.` };
    }
  },
};

/** What a step runs is approved before: a tag may name another image by then. */
function* inSteps(view: PackageView): Iterable<Finding> {
  for (const step of view.steps.filter(({ type }) => type === 'docker')) {
    const image = step.with['image'];
    if (typeof image !== 'string' || isOpen(image) || isByDigest(image)) continue;
    const place = inStep(view, step, pointerTo(step.pointer, 'with', 'image'));
    yield isUnpinned(image)
      ? { ...place, what: `The step runs ${shown(image)}.`, severity: 'medium' }
      : { ...place, what: `The step runs ${image} by its tag, which may name another image tomorrow.` };
  }
}

/** By the digest of its manifest, or by its id. */
function isByDigest(image: string): boolean {
  return /(?:^|@)sha256:[0-9a-f]{64}$/.test(image);
}

/** What this program, a workflow's controller, Helm or a shell puts in later: the tag may stand there. */
const FILLED_LATER = /\{\{|\$[({]/;

function isUnpinned(image: string): boolean {
  if (image === '' || FILLED_LATER.test(image) || image.includes('@sha256:')) return false;
  const tag = image.slice(image.lastIndexOf('/') + 1).split(':')[1];
  return tag === undefined || tag === '' || tag === 'latest';
}

function shown(image: string): string {
  return image.endsWith(':latest') ? image : `${image} without a tag`;
}

const TAKES_IMAGE = new Set(['run', 'create', 'pull']);
/** Options of `docker run` that stand alone; all others take a value. */
const SWITCH =
  /^(?:-[ditPq]+|--(?:detach|interactive|tty|rm|privileged|init|read-only|publish-all|quiet|no-healthcheck|oom-kill-disable|sig-proxy|disable-content-trust|all-tags|tls-verify|replace))$/;

function imageOf(command: ShellCommand): string | undefined {
  if (!isEngine(programOf(command))) return undefined;
  const words = command.argv.slice(1);
  const verb = words.findIndex((word) => !word.startsWith('-') && word !== 'container' && word !== 'image');
  if (!TAKES_IMAGE.has(words[verb] ?? '')) return undefined;
  for (let at = verb + 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) return word;
    if (!word.includes('=') && !SWITCH.test(word)) at += 1;
  }
  return undefined;
}
