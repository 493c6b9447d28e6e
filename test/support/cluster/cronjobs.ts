/** What PodSecurity's `restricted` asks of a container. */
const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** How a Job fails for as long as what it needs is not there; afterwards it says `done`. */
const FAULTS = {
  /** Hangs, and is over its deadline. */
  slow: 'echo waiting for the warehouse; sleep 120',
  /** Takes more memory than it may. */
  hungry: 'echo sorting; tail /dev/zero',
  /** Says what it lacks, and ends. */
  refused: 'echo "warehouse:5432: Connection refused"; exit 1',
  /** Writes more than its volume may hold. */
  bulky: 'echo spooling; dd if=/dev/zero of=/spool/pages bs=1M count=8 2>/dev/null; sleep 120',
  /** Nothing but a person mends it. */
  broken: 'echo "ERROR: relation \\"orders\\" does not exist"; exit 3',
  /** Runs for a while, and is done. */
  long: 'echo counting; sleep 20',
} as const;

export interface CronJobOptions {
  readonly name: string;
  readonly image: string;
  readonly fault: keyof typeof FAULTS;
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  readonly schedule?: string;
  readonly suspend?: boolean;
  readonly deadlineSeconds?: number;
  /** A node that it wants. */
  readonly node?: string;
}

/** A CronJob whose Jobs fail until there is a ConfigMap of its name. Its schedule comes once a year. */
export function cronJob(options: CronJobOptions) {
  const { name, image, fault, concurrencyPolicy = 'Forbid', schedule = '0 0 1 1 *' } = options;
  const script = `if [ -e /warehouse/open ] && [ ${fault} != broken ]; then echo done; exit 0; fi; ${FAULTS[fault]}`;
  const container = {
    name: 'main',
    image,
    command: ['sh', '-c', script],
    resources: { limits: { memory: '16Mi' } },
    securityContext: RESTRICTED,
    volumeMounts: [
      { name: 'warehouse', mountPath: '/warehouse' },
      { name: 'spool', mountPath: '/spool' },
    ],
  };
  const pod = {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: 1,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    ...(options.node !== undefined && { nodeSelector: { 'kubernetes.io/hostname': options.node } }),
    containers: [container],
    volumes: [
      { name: 'warehouse', configMap: { name, optional: true } },
      { name: 'spool', emptyDir: { sizeLimit: '1Mi' } },
    ],
  };
  const spec = {
    backoffLimit: 0,
    ...(options.deadlineSeconds !== undefined && { activeDeadlineSeconds: options.deadlineSeconds }),
    template: { metadata: { labels: { app: name } }, spec: pod },
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name },
    spec: {
      schedule,
      concurrencyPolicy,
      ...(options.suspend === true && { suspend: true }),
      failedJobsHistoryLimit: 3,
      jobTemplate: { metadata: { labels: { app: name } }, spec },
    },
  };
}
