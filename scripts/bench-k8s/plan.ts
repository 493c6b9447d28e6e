import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { kwokDeployment } from '../../test/support/cluster/manifests.ts';
import type { CommandLine } from '../bench/command.ts';
import { Atomctl, timed } from './atomctl.ts';
import { type BenchGround, type K8sRow, ratioLine } from './row.ts';

const OBJECTS = 20;
const PAIRS = 11;

/** A plan of a package that applies objects, half of them there and to be changed, against kubectl's diff of the same. */
export const plan: K8sRow = {
  name: 'plan-20',
  measure: async (ground) => {
    const { cluster, folder, size = OBJECTS, rounds = PAIRS } = ground;
    await using space = await cluster.namespace();
    const objects = Array.from({ length: size }, (_, index) => objectOf(index));
    const there = objects.filter((_, index) => index % 2 === 0);
    await space.kubectl(
      ['create', '-f', '-'],
      JSON.stringify({ kind: 'List', apiVersion: 'v1', items: there }),
    );
    const files = Object.fromEntries(
      objects.map((object, index) => [`object-${index}.yaml`, stringify(changed(object))]),
    );
    const manifests = path.join(folder, 'manifests');
    mkdirSync(manifests);
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(manifests, file), text);
    const atomctl = new Atomctl(ground, space.kubeconfig);
    atomctl.push('twenty', specOf(Object.keys(files)), files);
    const ours = atomctl.line('plan', 'twenty');
    const theirs = diff(ground, manifests, space.kubeconfig);
    const pair = () => [timed(ours), timed(theirs)] as const;
    pair();
    const pairs = Array.from({ length: rounds }, pair);
    const what = `the plan of ${size} objects`;
    return [
      ratioLine(
        `${what}: wall time, of kubectl diff --server-side`,
        pairs.map(([own, other]) => [own.wall, other.wall]),
        { limit: 1, unit: 's' },
      ),
    ];
  },
};

function objectOf(index: number) {
  const name = `web-${index}`;
  return index % 4 < 2
    ? kwokDeployment(name)
    : { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { colour: 'blue' } };
}

function changed(object: ReturnType<typeof objectOf>): unknown {
  return 'data' in object
    ? { ...object, data: { colour: 'green' } }
    : { ...object, spec: { ...object.spec, replicas: 2 } };
}

function specOf(files: readonly string[]): string {
  const steps = files.map(
    (file, index) =>
      `    - {name: s${index}, action: apply, with: {file: ${file}, force: true}, timeout: 1m}`,
  );
  return `
  runtime: {type: k8s}
  handlers:
${steps.join('\n')}
  validation:
    limits: {timeout: 10m}
    permissions:
      - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, patch, create]}
      - {apiGroups: [""], resources: [configmaps], verbs: [get, list, watch, patch, create]}
`;
}

/** It exits with 1 where there is a difference. */
function diff(
  { cluster: { program }, folder }: BenchGround,
  manifests: string,
  kubeconfig: string,
): CommandLine {
  const script = `${program} diff --server-side --force-conflicts -f "$1"; test $? -eq 1`;
  return {
    command: ['sh', '-c', script, 'sh', manifests],
    cwd: folder,
    env: { KUBECONFIG: kubeconfig, KUBERC: 'off', HOME: folder },
  };
}
