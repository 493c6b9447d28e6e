import { pointerTo } from '../../base/pointer.ts';
import { type Effect, titleOf } from '../kubernetes/effect.ts';
import { isSystemNamespace } from '../kubernetes/resources.ts';
import type { Finding, Rule } from '../rule.ts';
import { inObject } from './finding.ts';

const ENDS_THINGS = new Set(['delete', 'uninstall', 'scale', 'drain']);

export const systemNamespace: Rule = {
  id: 'system-namespace',
  version: 1,
  title: "Touches the cluster's own namespaces",
  severity: 'medium',
  why: 'kube-system and its like hold what the whole cluster stands on: its DNS, its network, its controllers, and service accounts that may do everything.',
  fix: 'Work in a namespace of your own; leave the system to those who run the cluster.',
  reference:
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces',
  *check(view) {
    for (const object of view.objects) {
      const { kind, namespace, pointer, title } = object;
      if (namespace === null || !isSystemNamespace(namespace)) continue;
      const field = kind === 'Namespace' ? pointer : pointerTo(pointer, 'metadata', 'namespace');
      yield { ...inObject(object, field), what: `${title} lies in ${namespace}.` };
    }
    for (const effect of view.effects) yield* touching(effect);
  },
};

function* touching(effect: Effect): Iterable<Finding> {
  const { action, by, place, reads } = effect;
  if (reads) return;
  const ends = ENDS_THINGS.has(action);
  const targets = effect.targets.filter(
    ({ namespace, object }) =>
      namespace !== null && isSystemNamespace(namespace) && (object === null || ends),
  );
  const [target] = targets;
  if (target === undefined) return;
  const what = `${by} changes ${titleOf({ ...effect, targets })} in ${target.namespace ?? ''} (${action}).`;
  yield { ...place, what, ...(ends && { severity: 'high' as const }) };
}
