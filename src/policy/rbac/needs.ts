import type { Effect, EffectTarget } from '../kubernetes/effect.ts';
import { groupOf } from '../kubernetes/resources.ts';
import { isKnown } from '../shell/unknown.ts';
import { isOpen } from '../view/inputs.ts';
import type { Placed } from '../view/place.ts';
import type { PermissionView } from './access.ts';
import { covered } from './grant.ts';
import { ownNeedsOf } from './own-needs.ts';

/** What an effect cannot do without: one of the verbs on one of the resources. */
export interface Need {
  readonly by: string;
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly apiGroup: string;
  /** null: not said. */
  readonly namespace: string | null;
  readonly name: string | null;
  readonly place: Placed;
}

interface Way {
  readonly verbs: readonly string[];
  /** Part of the resource that is as good as the resource, or the resource that it is about. */
  readonly instead?: (resource: string) => readonly string[];
}

const patches: Way = { verbs: ['patch', 'update'] };

/** What each action sends. Of those that are not here nothing is said. */
const WAYS: ReadonlyMap<string, Way> = new Map(
  Object.entries<Way>({
    get: { verbs: ['get', 'list', 'watch'] },
    describe: { verbs: ['get', 'list'] },
    wait: { verbs: ['get', 'list', 'watch'] },
    logs: { verbs: ['get'], instead: () => ['pods/log'] },
    apply: { verbs: ['patch', 'create', 'update'] },
    create: { verbs: ['create'] },
    patch: patches,
    delete: { verbs: ['delete', 'deletecollection'] },
    restart: patches,
    'rollout-undo': patches,
    scale: { verbs: ['patch', 'update'], instead: (resource) => [`${resource}/scale`, resource] },
    'restart-pod': { verbs: ['create', 'delete'], instead: () => ['pods/eviction', 'pods'] },
    'run-job': { verbs: ['create'] },
    'run-job-from': { verbs: ['get', 'patch', 'delete'], instead: (resource) => [resource, 'jobs'] },
    cordon: patches,
    drain: { verbs: ['create', 'delete'], instead: () => ['pods/eviction', 'pods'] },
    exec: { verbs: ['create', 'get'], instead: () => ['pods/exec'] },
    attach: { verbs: ['create', 'get'], instead: () => ['pods/attach'] },
    cp: { verbs: ['create', 'get'], instead: () => ['pods/exec'] },
    'port-forward': { verbs: ['create', 'get'], instead: () => ['pods/portforward'] },
  }),
);

/** `undone`: whether the run puts back by itself what k8s steps changed. */
export function needsOf(effect: Effect, undone: boolean): Need[] {
  const way = effect.by === 'helm' ? undefined : WAYS.get(effect.action);
  if (way === undefined) return [];
  return effect.targets.flatMap((target): Need[] => {
    const { resource, namespace, name } = target;
    const apiGroup = apiGroupOf(target);
    // Custom resources named in words may be of any group; what a program makes up is not known.
    if (apiGroup === undefined || !isKnown(resource) || resource === 'all') return [];
    const { by, place } = effect;
    const own = by === 'The step' ? ownNeedsOf(effect, target, undone) : undefined;
    if (own !== undefined)
      return own.map((need) => ({
        by,
        verbs: [need.verb],
        resources: [need.resource],
        apiGroup: need.apiGroup ?? apiGroup,
        namespace,
        name: need.named ? name : null,
        place,
      }));
    const resources = way.instead?.(resource) ?? [resource];
    return [{ by, verbs: way.verbs, resources, apiGroup, namespace, name, place }];
  });
}

function apiGroupOf({ object, resource }: EffectTarget): string | undefined {
  if (object === null || object.apiVersion === '') return groupOf(resource);
  const [group = '', version] = object.apiVersion.split('/');
  return version === undefined ? '' : group;
}

export function isCovered(need: Need, permission: PermissionView): boolean {
  const { resources, verbs, apiGroup } = need;
  const groups = [
    apiGroup,
    ...(apiGroup === 'apps' || apiGroup === 'networking.k8s.io' ? ['extensions'] : []),
  ];
  // Subresources of pods are in the core group, whatever they are asked for through.
  const apiGroups = resources.some((resource) => resource.startsWith('pods/')) ? [''] : groups;
  if (isOpenIn(permission)) return true;
  if (covered(permission, { apiGroups, resources, verbs }).length === 0) return false;
  return inScope(need.namespace, permission.namespaces) && inScope(need.name, namesOf(permission));
}

function isOpenIn({ apiGroups, resources, verbs }: PermissionView): boolean {
  return [...apiGroups, ...resources, ...verbs].some(isOpen);
}

function namesOf({ resourceNames }: PermissionView): readonly string[] | null {
  return resourceNames.length === 0 ? null : resourceNames;
}

/** Whether a value lies in a list; null is everything, and what only the run knows is given the benefit. */
function inScope(value: string | null, list: readonly string[] | null): boolean {
  if (list === null || value === null || list.includes(value)) return true;
  return isOpen(value) || !isKnown(value) || list.some(isOpen);
}

const READS = ['get', 'list', 'watch'];
const WRITES = ['create', 'update', 'patch', 'delete'];

/** The verbs of a permission that an effect may use; reading what it changes is always among them. */
export function verbsUsed(effect: Effect, permission: PermissionView, undone: boolean): readonly string[] {
  const { action, reads, targets, by } = effect;
  const way = by === 'helm' ? undefined : WAYS.get(action);
  const isUnknown = targets.length === 0 || targets.some(({ resource }) => !isKnown(resource));
  if (isUnknown || (way === undefined && !reads)) return permission.verbs;
  if (!reaches(effect, way, permission)) return [];
  const putsBack = undone || action === 'run-job' ? WRITES : [];
  return [...READS, ...(way?.verbs ?? []), ...(reads ? [] : putsBack)];
}

function reaches({ action, targets }: Effect, way: Way | undefined, permission: PermissionView): boolean {
  const direct = targets.map(({ resource }) => resource);
  const reach = new Set([...direct, ...direct.flatMap((resource) => way?.instead?.(resource) ?? [])]);
  for (const other of ALSO.get(action) ?? []) reach.add(other);
  return permission.resources.some((entry) => {
    const [resource = ''] = entry.split('/', 1);
    if (reach.has(entry) || reach.has(resource) || SHOWN.has(resource)) return true;
    return entry === '*' && targets.some((target) => meets(permission.apiGroups, apiGroupOf(target)));
  });
}

function meets(groups: readonly string[], group: string | undefined): boolean {
  return group === undefined || groups.includes('*') || groups.includes(group);
}

/** What an action looks at beside its target. */
const ALSO: ReadonlyMap<string, readonly string[]> = new Map([
  ['rollout-undo', ['replicasets', 'controllerrevisions']],
  ['restart', ['replicasets']],
  ['drain', ['daemonsets', 'replicasets', 'poddisruptionbudgets']],
  ['describe', ['nodes', 'persistentvolumeclaims', 'namespaces']],
]);
/** What is shown of anything that goes wrong. */
const SHOWN = new Set(['pods', 'events']);
