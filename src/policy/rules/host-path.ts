import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Finding, Rule } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import { valueAt } from '../view/pods.ts';
import { mountsOf } from './container-command.ts';
import { inObject } from './finding.ts';

/** A pod that holds one of these holds the node. */
const NODE_ITSELF = /^\/+$|(?:docker|containerd|crio|cri-dockerd|podman)\.sock$/;

export const hostPath: Rule = {
  id: 'host-path',
  version: 1,
  title: 'Mounts a path of the node',
  severity: 'high',
  why: 'What is mounted from the node is shared with everything on it: a pod that can write there can take the node over, and one that can read there sees the secrets of its neighbours.',
  fix: 'Use a PersistentVolumeClaim, an emptyDir, a ConfigMap or a projected volume instead.',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  control: 'hostPathVolumes',
  level: 'baseline',
  check,
};

function* check(view: PackageView): Iterable<Finding> {
  for (const { object, spec, pointer } of view.pods) {
    for (const [index, volume] of listOf(spec['volumes']).entries()) {
      const path = valueAt(volume, 'hostPath', 'path');
      if (!isJsonObject(volume) || volume['hostPath'] === undefined || volume['hostPath'] === null) continue;
      const place = pointerTo(pointer, 'volumes', index, 'hostPath');
      yield {
        ...inObject(object, place),
        what: `The volume ${quoted(volume['name'])} is ${quoted(path)} of the node.`,
        ...severityOf(path),
      };
    }
  }
  yield* persistentVolumes(view);
  for (const mount of mountsOf(view)) {
    yield {
      ...mount.place,
      what: `The container is given ${quoted(mount.path)} of the host.`,
      beyondControl: true,
      ...severityOf(mount.path),
    };
  }
}

function* persistentVolumes(view: PackageView): Iterable<Finding> {
  for (const object of view.objects) {
    const path =
      object.kind === 'PersistentVolume' ? valueAt(object.value, 'spec', 'hostPath', 'path') : undefined;
    if (path === undefined) continue;
    yield {
      ...inObject(object, pointerTo(object.pointer, 'spec', 'hostPath')),
      what: `The volume is ${quoted(path)} of the node.`,
      beyondControl: true,
      ...severityOf(path),
    };
  }
}

function severityOf(path: Json | undefined): Pick<Finding, 'severity'> {
  return typeof path === 'string' && NODE_ITSELF.test(path) ? { severity: 'critical' } : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function quoted(value: Json | undefined): string {
  return typeof value === 'string' ? `"${value}"` : 'a path';
}
