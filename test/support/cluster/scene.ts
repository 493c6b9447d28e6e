import { randomBytes } from 'node:crypto';
import type { TestCluster, TestNamespace } from '../cluster.ts';
import { kwokNode } from './kwok-node.ts';
import { kwokDeployment, listOf } from './manifests.ts';

/** A namespace and a node of its own with something for every action to change. */
export interface Scene extends AsyncDisposable {
  readonly space: TestNamespace;
  readonly node: string;
}

/** One step for every action that changes something, by its name. `${{ inputs.node }}` is the scene's node. */
export const EVERY_ACTION: Readonly<Record<string, object>> = {
  apply: {
    force: true,
    manifest: [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { colour: 'green' } },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, stringData: { user: 'shop' } },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
      },
    ],
  },
  scale: { name: 'web', replicas: 3 },
  restart: { name: 'web' },
  patch: {
    kind: 'Deployment',
    name: 'db',
    patch: { spec: { template: { metadata: { labels: { tier: 'data' } } } } },
  },
  'rollout-undo': { name: 'old' },
  'restart-pod': { name: 'state-0' },
  'run-job': { name: 'report', image: 'example.test/report:1', command: ['report'] },
  cordon: { name: '${{ inputs.node }}' },
  drain: { name: '${{ inputs.node }}' },
  delete: { kind: 'Service', name: 'gone' },
};

export async function makeScene(cluster: TestCluster): Promise<Scene> {
  const space = await cluster.namespace();
  const node = kwokNode(Number.parseInt(randomBytes(3).toString('hex'), 16) + 1000, true);
  const { name } = node.metadata;
  await cluster.kubectl(['create', '-f', '-'], JSON.stringify(node));
  const deployments = ['web', 'db', 'old'].map(kwokDeployment);
  await space.kubectl(['create', '-f', '-'], listOf([...deployments, stateOn(name), configMap(), gone()]));
  await space.kubectl(['rollout', 'status', 'deployment/old', '--timeout=120s']);
  await space.kubectl(['set', 'image', 'deployment/old', 'main=example.test/web:2']);
  for (const one of ['deployment/web', 'deployment/db', 'deployment/old', 'statefulset/state'])
    await space.kubectl(['rollout', 'status', one, '--timeout=120s']);
  return {
    space,
    node: name,
    [Symbol.asyncDispose]: async () => {
      await space[Symbol.asyncDispose]();
      await cluster.kubectl(['delete', 'node', name, '--wait=false']);
    },
  };
}

/** What a package is whose steps are some of the actions, one behind the other. */
export function specOf(actions: readonly string[]): string {
  const handlers = actions.map((action, index) => {
    const needs = index === 0 ? {} : { needs: [actions[index - 1]] };
    return JSON.stringify({ name: action, action, with: EVERY_ACTION[action], timeout: '2m', ...needs });
  });
  return `
  runtime: {type: k8s}
  inputs: {type: object, properties: {node: {type: string}}}
  handlers:
${handlers.map((handler) => `    - ${handler}`).join('\n')}
  safety: {blastRadius: {maxPods: 50, maxNamespaces: 2}}
  validation:
    limits: {timeout: 10m}
    permissions:
      - {apiGroups: [apps], resources: [deployments, deployments/scale, replicasets, statefulsets], verbs: [get, list, watch, patch]}
      - {apiGroups: [batch], resources: [jobs], verbs: [get, list, watch, create]}
      - {apiGroups: [""], resources: [configmaps, secrets, services], verbs: [get, list, watch, create, patch, delete]}
      - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list, watch]}
      - {apiGroups: [""], resources: [pods/eviction], verbs: [create]}
      - {apiGroups: [""], resources: [nodes], verbs: [get, list, watch, patch]}
`;
}

/** Its pods have a name that is known, on the scene's node alone. */
function stateOn(node: string) {
  const { metadata, spec } = kwokDeployment('state');
  const template = {
    ...spec.template,
    spec: { ...spec.template.spec, nodeSelector: { 'kubernetes.io/hostname': node } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: { serviceName: 'state', replicas: 1, selector: spec.selector, template },
  };
}

function configMap() {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { colour: 'blue' } };
}

function gone() {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'gone' },
    spec: { selector: { app: 'gone' }, ports: [{ port: 80 }] },
  };
}
