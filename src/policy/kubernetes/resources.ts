/** Kubernetes' own kinds by API group; after a colon, the short names that kubectl takes. */
const KINDS: Readonly<Record<string, string>> = {
  '': `Pod:po Service:svc Namespace:ns PersistentVolumeClaim:pvc PersistentVolume:pv ConfigMap:cm Secret
    ServiceAccount:sa Node:no Event:ev Endpoints:ep LimitRange:limits ResourceQuota:quota PodTemplate
    ReplicationController:rc ComponentStatus:cs Binding`,
  apps: 'Deployment:deploy StatefulSet:sts DaemonSet:ds ReplicaSet:rs ControllerRevision',
  batch: 'Job CronJob:cj',
  autoscaling: 'HorizontalPodAutoscaler:hpa',
  policy: 'PodDisruptionBudget:pdb PodSecurityPolicy:psp',
  'networking.k8s.io': 'Ingress:ing IngressClass NetworkPolicy:netpol',
  'rbac.authorization.k8s.io': 'Role RoleBinding ClusterRole ClusterRoleBinding',
  'storage.k8s.io': 'StorageClass:sc VolumeAttachment CSIDriver CSINode CSIStorageCapacity',
  'apiextensions.k8s.io': 'CustomResourceDefinition:crd,crds',
  'apiregistration.k8s.io': 'APIService',
  'admissionregistration.k8s.io': `ValidatingWebhookConfiguration MutatingWebhookConfiguration
    ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding`,
  'certificates.k8s.io': 'CertificateSigningRequest:csr',
  'coordination.k8s.io': 'Lease',
  'discovery.k8s.io': 'EndpointSlice',
  'scheduling.k8s.io': 'PriorityClass:pc',
  'snapshot.storage.k8s.io': 'VolumeSnapshot VolumeSnapshotContent VolumeSnapshotClass',
};

interface Resource {
  readonly kind: string;
  readonly plural: string;
  readonly group: string;
}

const BY_NAME: ReadonlyMap<string, Resource> = new Map(
  Object.entries(KINDS).flatMap(([group, kinds]) =>
    kinds.split(/\s+/).flatMap((entry): [string, Resource][] => {
      const [kind = '', short = ''] = entry.split(':');
      const singular = kind.toLowerCase();
      const resource = { kind, plural: pluralOf(singular), group };
      const names = [singular, resource.plural, ...short.split(',')].filter((name) => name !== '');
      return names.map((name) => [name, resource]);
    }),
  ),
);

/** The plural that the API calls a kind by, from any name that kubectl takes: Deployment, deploy, deployments.apps. */
export function resourceOf(name: string): string {
  const [first = ''] = name.toLowerCase().split(/[./]/, 1);
  if (first === 'all' || first === '') return first;
  return BY_NAME.get(first)?.plural ?? (first.endsWith('s') ? first : pluralOf(first));
}

/** The API group of one of Kubernetes' own resources; undefined for others. */
export function groupOf(plural: string): string | undefined {
  return BY_NAME.get(plural)?.group;
}

/** The kind of a resource, such as Deployment; others are called by the name itself. */
export function kindOf(plural: string): string {
  return BY_NAME.get(plural)?.kind ?? plural;
}

/** Whether a group is one of Kubernetes' own, and not that of a custom resource. */
export function isBuiltInGroup(group: string): boolean {
  return group === '*' || group === 'extensions' || Object.hasOwn(KINDS, group) || group.endsWith('.k8s.io');
}

const SYSTEM_NAMESPACE = /^(?:kube-.+|openshift(?:-.+)?)$/;

/** Whether a namespace holds parts of the cluster itself. */
export function isSystemNamespace(name: string): boolean {
  return SYSTEM_NAMESPACE.test(name);
}

function pluralOf(singular: string): string {
  if (singular === 'endpoints') return singular;
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}
