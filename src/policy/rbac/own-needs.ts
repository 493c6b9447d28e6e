import type { Effect, EffectTarget } from '../kubernetes/effect.ts';

/** What a request of a k8s step takes. */
export interface OwnNeed {
  readonly verb: string;
  readonly resource: string;
  /** Where it is not that of the target. */
  readonly apiGroup?: string;
  /** Whether it is about the target's own name. */
  readonly named: boolean;
}

interface Asked {
  readonly resource: string;
  readonly name: string | null;
  /** Past disruption budgets. */
  readonly skipsEviction: boolean;
  /** Whether the run puts it back by itself. */
  readonly undone: boolean;
}

const changes = ({ resource }: Asked): OwnNeed[] => [of('get', resource), of('patch', resource)];

/** What each action sends, without which it fails. */
const NEEDS: Readonly<Record<string, (asked: Asked) => readonly OwnNeed[]>> = {
  apply: changes,
  cordon: changes,
  patch: changes,
  restart: changes,
  scale: changes,
  'rollout-undo': (asked) => [...changes(asked), historyOf(asked)],
  delete: (asked) => [
    asked.name === null ? all('list', asked.resource) : of('get', asked.resource),
    of('delete', asked.resource),
    ...(asked.undone ? [all('create', asked.resource)] : []),
  ],
  'restart-pod': (asked) => [
    core('get', 'pods'),
    ...(asked.name === null ? [core('list', 'pods')] : []),
    letsGo(asked),
  ],
  drain: (asked) => [...changes(asked), core('list', 'pods'), core('get', 'pods'), letsGo(asked)],
  'run-job': ({ resource, undone }) => [
    all('create', resource),
    all('get', resource),
    ...(undone ? [all('delete', resource)] : []),
  ],
  'run-job-from': ({ resource }) => [
    of('get', resource),
    of('patch', `${resource}/status`),
    all('delete', 'jobs'),
  ],
  logs: ({ resource, name }) => [
    ...(resource === 'pods'
      ? [name === null ? core('list', 'pods') : of('get', resource)]
      : [of('get', resource), core('list', 'pods')]),
    core('get', 'pods/log'),
  ],
};

/** What a k8s step needs for its action; undefined: not known here. */
export function ownNeedsOf(
  { action, skipsEviction }: Pick<Effect, 'action' | 'skipsEviction'>,
  { resource, name }: Pick<EffectTarget, 'resource' | 'name'>,
  undone: boolean,
): readonly OwnNeed[] | undefined {
  const needs = Object.hasOwn(NEEDS, action) ? NEEDS[action] : undefined;
  return needs?.({ resource, name, skipsEviction, undone });
}

function of(verb: string, resource: string): OwnNeed {
  return { verb, resource, named: true };
}

/** Of objects whose names are not known before. */
function all(verb: string, resource: string): OwnNeed {
  return { verb, resource, named: false };
}

function core(verb: string, resource: string): OwnNeed {
  return { verb, resource, apiGroup: '', named: false };
}

function letsGo({ skipsEviction }: Asked): OwnNeed {
  return skipsEviction ? core('delete', 'pods') : core('create', 'pods/eviction');
}

function historyOf({ resource }: Asked): OwnNeed {
  const kept = resource === 'deployments' ? 'replicasets' : 'controllerrevisions';
  return { verb: 'list', resource: kept, apiGroup: 'apps', named: false };
}
