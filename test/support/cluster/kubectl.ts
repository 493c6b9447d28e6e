import path from 'node:path';
import { execa } from 'execa';
import { FILES } from './place.ts';

export interface Kubectl {
  /** What runs it. */
  readonly command: readonly string[];
  readonly kubeconfig: string;
  /** Where it keeps what it learned of the cluster's kinds; absent: where it always does. */
  readonly cache?: string;
}

/** Runs kubectl and gives what it printed; throws with what it said where it failed. */
export async function kubectl(
  { command: [file = '', ...words], kubeconfig, cache }: Kubectl,
  args: readonly string[],
  input = '',
): Promise<string> {
  const { stdout } = await execa(file, [...words, `--kubeconfig=${kubeconfig}`, ...args], {
    input,
    // Not the person's own aliases and defaults.
    env: { KUBERC: 'off', ...(cache !== undefined && { KUBECACHEDIR: cache }) },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** The part's own, for the cluster that keeps everything in `home`. */
export function kubectlOf(tree: string, home: string): Kubectl {
  return {
    command: [path.join(tree, 'k8sbox'), 'kubectl'],
    kubeconfig: path.join(home, FILES.kubeconfig),
    cache: path.join(home, 'cache'),
  };
}
