import type { TestNamespace } from '../cluster.ts';
import { deployment } from '../cluster/manifests.ts';
import type { Rotation } from './rotation.ts';

/** A Deployment that reads the database every second with the credential of its Secret, and is ready where it can. */
export interface Workload {
  /** The lease of its first credential. */
  readonly lease: string;
  /** What the Secret holds, decoded. */
  secret(): Promise<{ readonly username: string; readonly password: string; readonly lease: string }>;
  /** The user of each pod that is ready. */
  readyUsers(): Promise<readonly string[]>;
  /** Whether a lease lives. */
  lives(lease: string): Promise<boolean>;
}

const READ = `
while :; do
  if psql -Atqc 'select count(*) from orders' >/dev/null 2>/tmp/why; then touch /tmp/ok; else rm -f /tmp/ok; cat /tmp/why; fi
  sleep 1
done`;

export async function startWorkload(
  space: TestNamespace,
  { bao, postgres, host, image }: Rotation,
  { immutable = false, annotated = true, replicas = 2 } = {},
): Promise<Workload> {
  const { lease_id: lease, data: stringData } = await bao.ask('GET', 'database/creds/app');
  const create = (object: unknown) => space.kubectl(['create', '-f', '-'], JSON.stringify(object));
  await create({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db', annotations: annotated ? { 'atomctl.io/lease': lease } : {} },
    type: 'kubernetes.io/basic-auth',
    stringData,
    immutable,
  });
  const made = deployment({ name: 'shop', image, command: ['sh', '-c', READ], replicas });
  const { template } = made.spec;
  const [container] = template.spec.containers;
  const env = [
    { name: 'PGHOST', value: host },
    { name: 'PGPORT', value: String(postgres.port) },
    { name: 'PGDATABASE', value: 'postgres' },
    { name: 'PGCONNECT_TIMEOUT', value: '10' },
    { name: 'PGUSER', valueFrom: fromSecret('username') },
    { name: 'PGPASSWORD', valueFrom: fromSecret('password') },
  ];
  const readinessProbe = {
    exec: { command: ['test', '-e', '/tmp/ok'] },
    periodSeconds: 1,
    timeoutSeconds: 10,
    failureThreshold: 3,
  };
  const containers = [{ ...container, env, readinessProbe }];
  await create({
    ...made,
    spec: {
      ...made.spec,
      progressDeadlineSeconds: 30,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: { ...template, spec: { ...template.spec, containers } },
    },
  });
  await space.kubectl(['rollout', 'status', 'deployment/shop', '--timeout=120s']);
  return {
    lease: String(lease),
    async secret() {
      const { data, metadata } = JSON.parse(await space.kubectl(['get', 'secret', 'db', '-o', 'json']));
      const text = (key: string) => Buffer.from(data[key], 'base64').toString();
      const annotations: Record<string, string> = metadata.annotations ?? {};
      return {
        username: text('username'),
        password: text('password'),
        lease: annotations['atomctl.io/lease'] ?? '',
      };
    },
    async readyUsers() {
      const pods = JSON.parse(await space.kubectl(['get', 'pods', '-l', 'app=shop', '-o', 'json']));
      const ready = pods.items.filter(
        ({ metadata, status }: Pod) =>
          metadata.deletionTimestamp === undefined && status.containerStatuses?.[0]?.ready,
      );
      return Promise.all(
        ready.map(({ metadata }: Pod) =>
          space
            .kubectl(['exec', metadata.name, '--', 'sh', '-c', 'echo "$PGUSER"'])
            .then((said) => said.trim()),
        ),
      );
    },
    lives: (id) =>
      bao.ask('POST', 'sys/leases/lookup', { lease_id: id }).then(
        () => true,
        () => false,
      ),
  };
}

function fromSecret(key: string) {
  return { secretKeyRef: { name: 'db', key } };
}

interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly status: { readonly containerStatuses?: readonly { readonly ready: boolean }[] };
}
