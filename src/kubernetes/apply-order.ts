import { textOf } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';

/** What others need to be there comes before them; kinds that are not named come last, as webhooks judge what follows. */
const FIRST = [
  'Namespace',
  'CustomResourceDefinition',
  'PriorityClass',
  'StorageClass',
  'RuntimeClass',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'PodDisruptionBudget',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
];

const LAST = [
  'APIService',
  'MutatingAdmissionPolicy',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

/** Objects in the order in which they are applied: of equals, the one that was written first. */
export function applyOrder(objects: readonly KubeObject[]): readonly KubeObject[] {
  return objects.toSorted((one, other) => rank(one) - rank(other));
}

function rank({ kind }: KubeObject): number {
  const name = textOf(kind);
  const [first, last] = [FIRST.indexOf(name), LAST.indexOf(name)];
  if (first !== -1) return first;
  return last === -1 ? FIRST.length : FIRST.length + 1 + last;
}
