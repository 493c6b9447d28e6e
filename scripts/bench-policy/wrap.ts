import type { JsonObject } from '../../src/base/json.ts';
import type { Wpk } from '../../src/model/wpk.ts';
import { openPackageBytes } from '../../src/services/open-package-bytes.ts';

type Wrap = (pod: JsonObject) => JsonObject;

const around =
  (apiVersion: string, kind: string): Wrap =>
  ({ metadata = {}, spec = {} }) => ({
    apiVersion,
    kind,
    metadata: { name: 'web' },
    spec: { template: { metadata, spec } },
  });

/** Every way in which Kubernetes is given a pod, by the kind that brings it. */
export const CONTROLLERS: Readonly<Record<string, Wrap>> = {
  Pod: (pod) => pod,
  Deployment: around('apps/v1', 'Deployment'),
  StatefulSet: around('apps/v1', 'StatefulSet'),
  DaemonSet: around('apps/v1', 'DaemonSet'),
  ReplicaSet: around('apps/v1', 'ReplicaSet'),
  ReplicationController: around('v1', 'ReplicationController'),
  Job: around('batch/v1', 'Job'),
  CronJob: (pod) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'web' },
    spec: { schedule: '0 2 * * *', jobTemplate: { spec: around('batch/v1', 'Job')(pod)['spec'] ?? {} } },
  }),
  PodTemplate: ({ metadata = {}, spec = {} }) => ({
    apiVersion: 'v1',
    kind: 'PodTemplate',
    metadata: { name: 'web' },
    template: { metadata, spec },
  }),
  List: (pod) => ({ apiVersion: 'v1', kind: 'List', items: [pod] }),
  PodList: (pod) => ({
    apiVersion: 'v1',
    kind: 'PodList',
    items: [{ metadata: pod['metadata'] ?? {}, spec: pod['spec'] ?? {} }],
  }),
  'custom controller': ({ metadata = {}, spec = {} }) => ({
    apiVersion: 'example.org/v1',
    kind: 'Fleet',
    metadata: { name: 'web' },
    spec: { members: [{ workload: { template: { metadata, spec } } }] },
  }),
};

/** Every way in which a package gives a pod to its cluster, by what a person calls it. */
export const PACKAGES: Readonly<Record<string, (pod: JsonObject) => Wpk>> = {
  'with.manifest': (pod) => packageOf({ manifest: pod }),
  'with.manifest as text': (pod) => packageOf({ manifest: JSON.stringify(pod, null, 2) }),
  'a list in with.manifest': (pod) => packageOf({ manifest: [pod, pod] }),
  'a file': (pod) => {
    const wpk = packageOf({ file: 'k8s/pod.json' });
    const file = { path: 'k8s/pod.json', mode: 0o644, bytes: Buffer.from(JSON.stringify(pod)) };
    return { ...wpk, files: new Map([...wpk.files, [file.path, file]]) };
  },
  'an input': (pod) => packageOf({ manifest: '${{ inputs.manifest }}' }, { manifest: { default: pod } }),
};

function packageOf(settings: JsonObject, properties: JsonObject = {}): Wpk {
  const manifest = {
    apiVersion: 'v1',
    kind: 'WorkflowPackage',
    metadata: { name: 'web', version: '1.0.0', author: 'sre@example.org' },
    spec: {
      runtime: { type: 'k8s' },
      inputs: { type: 'object', properties },
      handlers: [{ name: 'apply', type: 'k8s', action: 'apply', with: settings }],
    },
  };
  return openPackageBytes(Buffer.from(JSON.stringify(manifest, null, 2)), 'web.wpk.yaml');
}
