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

/** What the actions of k8s steps send, without which they fail; undefined: not known here. */
export function ownNeedsOf(
  { action, skipsEviction }: Pick<Effect, 'action' | 'skipsEviction'>,
  { resource, name }: Pick<EffectTarget, 'resource' | 'name'>,
  undone: boolean,
): readonly OwnNeed[] | undefined {
  const of = (verb: string): OwnNeed => ({ verb, resource, named: true });
  const core = (verb: string, other: string): OwnNeed => ({
    verb,
    resource: other,
    apiGroup: '',
    named: false,
  });
  const chosen = name === null ? { ...of('list'), named: false } : of('get');
  const goes = skipsEviction ? core('delete', 'pods') : core('create', 'pods/eviction');
  switch (action) {
    case 'scale':
    case 'restart':
    case 'cordon':
    case 'patch':
      return [of('get'), of('patch')];
    case 'apply':
      return [of('get'), of('patch')];
    case 'rollout-undo':
      return [of('get'), of('patch'), { ...historyOf(resource), named: false }];
    case 'delete':
      return [chosen, of('delete'), ...(undone ? [{ ...of('create'), named: false }] : [])];
    case 'restart-pod':
      return [core('get', 'pods'), ...(name === null ? [core('list', 'pods')] : []), goes];
    case 'drain':
      return [of('get'), of('patch'), core('list', 'pods'), core('get', 'pods'), goes];
    case 'run-job':
      return [
        { ...of('create'), named: false },
        { ...of('get'), named: false },
        ...(undone ? [{ ...of('delete'), named: false }] : []),
      ];
    case 'logs':
      return [
        ...(resource === 'pods' ? [chosen] : [of('get'), core('list', 'pods')]),
        core('get', 'pods/log'),
      ];
    default:
      return undefined;
  }
}

function historyOf(resource: string): Pick<OwnNeed, 'verb' | 'resource' | 'apiGroup'> {
  const kept = resource === 'deployments' ? 'replicasets' : 'controllerrevisions';
  return { verb: 'list', resource: kept, apiGroup: 'apps' };
}
