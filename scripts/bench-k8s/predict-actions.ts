import type { JsonObject } from '../../src/base/json.ts';
import type { PrivateCluster } from '../../test/support/cluster.ts';
import { kwokDeployment, listOf } from '../../test/support/cluster/manifests.ts';
import { ON_KWOK } from '../../test/support/cluster/kwok-node.ts';
import type { Fields } from './fields.ts';
import { OnCluster } from './on-cluster.ts';

const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };
const PORTS = [{ port: 80, protocol: 'TCP', targetPort: 8080 }];

/** Every action that changes something, one behind the other, as a person at work would. */
export async function predictActions(cluster: PrivateCluster, fields: Fields): Promise<void> {
  await using space = await cluster.namespace();
  const there = await OnCluster.open(space.kubeconfig);
  const deployments = ['web', 'db'].map((name) => ({ ...kwokDeployment(name), apiVersion: 'apps/v1' }));
  const rolledOut = async () => {
    for (const { metadata } of deployments)
      await space.kubectl(['rollout', 'status', `deployment/${metadata.name}`, '--timeout=120s']);
  };
  const settled = async (action: string, settings: JsonObject) => {
    await there.measure(action, settings, { fields, where: 'actions' });
    await rolledOut();
  };
  await space.kubectl(['create', '-f', '-'], listOf(deployments));
  await rolledOut();

  await settled('apply', { manifest: service('ClusterIP') });
  await settled('apply', { manifest: service('NodePort') });
  await settled('apply', { manifest: { ...POD } });
  await settled('scale', { name: 'web', replicas: 3 });
  await settled('restart', { name: 'web' });
  await settled('patch', {
    kind: 'Deployment',
    name: 'web',
    patch: { spec: { template: { metadata: { labels: { tier: 'front' } } } } },
  });
  await settled('rollout-undo', { name: 'web' });
  await settled('restart-pod', { selector: 'app=db' });
  await settled('run-job', { name: 'report', image: 'example.test/report:1', command: ['report'] });
  await settled('run-job', { job: JOB });
  await settled('cordon', { name: 'kwok-0' });
  await cluster.kubectl(['uncordon', 'kwok-0']);
  await settled('drain', { name: 'kwok-1', deleteLonePods: true });
  await cluster.kubectl(['uncordon', 'kwok-1']);
  await settled('delete', { kind: 'Service', name: 'web' });
}

function service(type: string): JsonObject {
  return { ...SERVICE, spec: { type, selector: { app: 'web' }, ports: PORTS } };
}

const CONTAINER = { name: 'main', image: 'example.test/web:1' };
/** Its token is mounted by the server. */
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'alone' },
  spec: { containers: [CONTAINER], nodeSelector: ON_KWOK.nodeSelector, tolerations: [] },
};
const JOB = {
  metadata: { name: 'count' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [CONTAINER] } } },
};
