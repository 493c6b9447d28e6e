import { stringify } from 'yaml';

/** A kubeconfig as people have them: in lines, with no value folded. */
export function kubeconfigText(config: object): string {
  return stringify(config, { lineWidth: 0 });
}
