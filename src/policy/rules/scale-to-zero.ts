import { pointerTo } from '../../base/pointer.ts';
import { titleOf } from '../kubernetes/effect.ts';
import type { Rule } from '../rule.ts';
import { valueAt } from '../view/pods.ts';
import { inObject } from './finding.ts';

const SCALED = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
]);

export const scaleToZero: Rule = {
  id: 'scale-to-zero',
  version: 1,
  title: 'Scales to zero',
  severity: 'medium',
  why: 'With no replicas the service is down, and an autoscaler leaves it so: it does not act on what has been scaled to zero.',
  fix: 'Scale to one at least, or restart instead; where it must stop, let a person approve that step.',
  reference:
    'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation',
  *check({ effects, objects }) {
    for (const effect of effects) {
      if (effect.replicas === 0)
        yield { ...effect.place, what: `${effect.by} leaves ${titleOf(effect)} without replicas.` };
    }
    for (const object of objects) {
      // A patch names no object: it is an effect, and was told as one.
      if (object.name === null || !SCALED.has(object.kind) || valueAt(object.value, 'spec', 'replicas') !== 0)
        continue;
      const place = inObject(object, pointerTo(object.pointer, 'spec', 'replicas'));
      yield { ...place, what: `${object.title} has no replicas.`, severity: 'low' };
    }
  },
};
