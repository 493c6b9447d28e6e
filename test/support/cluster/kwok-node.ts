/** What keeps pods off kwok's nodes, unless they ask for them, where there is a real one too. */
export const KWOK_TAINT = { key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' } as const;

/** What a pod's spec says to land on a node of kwok, on every cluster that has some. */
export const ON_KWOK = {
  nodeSelector: { type: 'kwok' },
  tolerations: [{ key: KWOK_TAINT.key, operator: 'Exists', effect: KWOK_TAINT.effect }],
} as const;

/** A node without a machine, on which kwok plays the kubelet. */
export function kwokNode(index: number, tainted: boolean): unknown {
  const name = kwokName(index);
  const room = { cpu: '64', memory: '512Gi', pods: '1000' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        type: 'kwok',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
      },
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    },
    spec: { taints: tainted ? [KWOK_TAINT] : [] },
    status: { allocatable: room, capacity: room },
  };
}

export function kwokName(index: number): string {
  return `kwok-${index}`;
}
