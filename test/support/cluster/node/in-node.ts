import { globSync } from 'node:fs';
import path from 'node:path';
import { readProc } from '../../../../src/adapters/executor/process/process-identity.ts';

/** What runs a program within the node of a cluster that was built here, in these of its namespaces. */
export function inNode(home: string, namespaces: readonly ('net' | 'mount')[]): readonly string[] {
  const settings = path.join(home, 'node/kubelet.json');
  const kubelet = globSync('/proc/[0-9]*').find((folder) => {
    const [, name, ...flags] = (readProc(path.join(folder, 'cmdline')) ?? '').split('\0');
    return name === 'kubelet' && flags.includes(settings);
  });
  if (kubelet === undefined) throw new Error(`no kubelet of ${home} runs`);
  return ['nsenter', `--target=${path.basename(kubelet)}`, ...namespaces.map((name) => `--${name}`), '--'];
}
