import { pointerTo } from '../../base/pointer.ts';
import type { Severity } from '../../model/verdict.ts';
import { hostPathVolumesControl } from '../pod-security/volumes.ts';
import type { Finding, Rule } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import { valueAt } from '../view/pods.ts';
import { mountsOf } from './container-command.ts';
import { inObject } from './finding.ts';
import { breachesOf, fromStandard } from './pod-rule.ts';

/** A pod that holds one of these holds the node. */
const NODE_ITSELF = /^\/+$|(?:docker|containerd|crio|cri-dockerd|podman)\.sock$/;

export const hostPath: Rule = {
  id: 'host-path',
  version: 2,
  title: 'Mounts a path of the node',
  severity: 'high',
  why: 'What is mounted from the node is shared with everything on it: a pod that can write there can take the node over, and one that can read there sees the secrets of its neighbours.',
  fix: 'Use a PersistentVolumeClaim, an emptyDir, a ConfigMap or a projected volume instead.',
  ...fromStandard(hostPathVolumesControl),
  check,
};

function* check(view: PackageView): Iterable<Finding> {
  yield* breachesOf(view, hostPathVolumesControl, ({ value }) => severityOf(value));
  yield* persistentVolumes(view);
  for (const { path, place } of mountsOf(view)) {
    yield { ...place, what: `The container is given "${path}" of the host.`, ...beyond(path) };
  }
}

function* persistentVolumes(view: PackageView): Iterable<Finding> {
  for (const object of view.objects) {
    const path =
      object.kind === 'PersistentVolume' ? valueAt(object.value, 'spec', 'hostPath', 'path') : undefined;
    if (typeof path !== 'string') continue;
    yield {
      ...inObject(object, pointerTo(object.pointer, 'spec', 'hostPath')),
      what: `The volume is "${path}" of the node.`,
      ...beyond(path),
    };
  }
}

function beyond(path: string): Pick<Finding, 'severity' | 'beyondControl'> {
  const severity = severityOf(path);
  return { beyondControl: true, ...(severity !== undefined && { severity }) };
}

function severityOf(path: string | undefined): Severity | undefined {
  return path !== undefined && NODE_ITSELF.test(path) ? 'critical' : undefined;
}
