import * as Flags from '@oclif/core/flags';

/** Flags that say which cluster k8s steps are for. */
export const KUBE_FLAGS = {
  context: Flags.string({
    description: 'The context of the kubeconfig that k8s steps use, the current one by default.',
    helpValue: 'CONTEXT',
  }),
  namespace: Flags.string({
    char: 'n',
    description:
      'Where k8s steps look for what they name without a namespace; that of the context by default.',
    helpValue: 'NAMESPACE',
  }),
};

interface KubeFlags {
  readonly context: string | undefined;
  readonly namespace: string | undefined;
}

/** The flags as settings. */
export function kubeSettings({ context, namespace }: KubeFlags) {
  return { kubeContext: context, kubeNamespace: namespace };
}
