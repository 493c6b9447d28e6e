import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { kwokDeployment, listOf } from '../../test/support/cluster/manifests.ts';
import type { CommandLine } from '../bench/command.ts';
import { peakMib } from '../bench/command.ts';
import { Atomctl, timed } from './atomctl.ts';
import { type BenchGround, type K8sRow, ratioLine } from './row.ts';

const DEPLOYMENTS = 1000;
const FEW = 10;
const AT_ONCE = 8;
const PAIRS = 1;

/** Many Deployments restarted by one run, each waited for, against kubectl for each. */
export const restart: K8sRow = {
  name: 'restart-1000',
  measure: async (ground) => {
    const { cluster, size = DEPLOYMENTS, rounds = PAIRS } = ground;
    await using space = await cluster.namespace();
    const names = Array.from({ length: size }, (_, index) => `web-${index}`);
    const few = names.slice(0, FEW);
    await space.kubectl(['create', '-f', '-'], listOf(names.map(kwokDeployment)));
    await space.kubectl(['wait', 'deployment', '--all', '--for=condition=Available', '--timeout=900s']);
    const ours = restarts(ground, space.kubeconfig);
    const theirs = kubectlRestarts(ground, space.kubeconfig);
    const pairs = Array.from({ length: rounds }, () => [timed(ours(names)), timed(theirs(names))] as const);
    const memory = Array.from({ length: rounds }, () => [peakMib(ours(names)), peakMib(ours(few))] as const);
    const what = `${size} Deployments restarted by one forEach run at parallel: ${AT_ONCE}`;
    return [
      ratioLine(
        `${what}: client processor time, of kubectl's`,
        pairs.map(([own, other]) => [own.cpu, other.cpu]),
        { limit: 0.2, unit: 's' },
      ),
      ratioLine(
        `${what}: wall time, of kubectl's`,
        pairs.map(([own, other]) => [own.wall, other.wall]),
        { limit: 1, unit: 's' },
      ),
      ratioLine(`${what}: peak memory, of that for ${FEW}`, memory, { limit: 1.3, unit: 'MiB' }),
    ];
  },
};

/** Planned, approved and run by one command. */
function restarts(ground: BenchGround, kubeconfig: string): (names: readonly string[]) => CommandLine {
  const atomctl = new Atomctl(ground, kubeconfig);
  atomctl.push('restart-all', SPEC);
  return (names) => {
    const inputs = path.join(atomctl.folder, `${names.length}.json`);
    writeFileSync(inputs, JSON.stringify({ names }));
    return atomctl.line('run', 'restart-all', '--inputs', inputs, '--approve', '--reason', 'bench');
  };
}

const SPEC = `
  runtime: {type: k8s}
  inputs: {type: object, properties: {names: {type: array, items: {type: string}}}}
  maxParallel: ${AT_ONCE}
  handlers:
    - {name: again, action: restart, forEach: inputs.names, parallel: ${AT_ONCE}, with: {name: "\${{ item }}"}, timeout: 10m}
  safety: {blastRadius: {maxPods: 100000, maxNamespaces: 1}}
  validation:
    limits: {timeout: 2h}
    permissions:
      - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, patch]}
`;

/** For each Deployment one kubectl that restarts it and one that waits, so many at once. */
function kubectlRestarts(
  { cluster: { program }, folder }: BenchGround,
  kubeconfig: string,
): (names: readonly string[]) => CommandLine {
  const list = path.join(folder, 'names.txt');
  const each = `${program} rollout restart deployment/"$1" && ${program} rollout status deployment/"$1" --timeout=10m`;
  return (names) => {
    writeFileSync(list, names.join('\n'));
    const command = ['xargs', '-a', list, '-P', String(AT_ONCE), '-n', '1', 'sh', '-c', each, 'sh'] as const;
    return { command, cwd: folder, env: { KUBECONFIG: kubeconfig, KUBERC: 'off', HOME: folder } };
  };
}
