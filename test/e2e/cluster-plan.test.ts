import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Author, author } from '../support/author.ts';
import {
  clusterHere,
  hasKwok,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { kwokDeployment } from '../support/cluster/manifests.ts';
import type { CliResult } from '../support/cli.ts';

const here = clusterHere();

describe.skipIf(!hasKwok(here))('a plan for a cluster', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let ana: Author;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    ana = await author();
    for (const name of ['web', 'db']) await create(named(name, 2));
    await create({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web' },
      spec: { minAvailable: 2, selector: { matchLabels: { app: 'web' } } },
    });
    await create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    });
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    await space.kubectl([
      'wait',
      'poddisruptionbudget/web',
      '--for=jsonpath={.status.expectedPods}=2',
      '--timeout=60s',
    ]);
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const create = (object: unknown) => space.kubectl(['create', '-f', '-'], JSON.stringify(object));
  const atomctl = (args: readonly string[]): Promise<CliResult> =>
    ana.atomctl(args, { env: { KUBECONFIG: space.kubeconfig } });
  let versions = 0;
  const push = async (name: string, spec: string) => {
    versions += 1;
    await ana.push(name, spec, { version: `1.0.${versions}` });
    return `${name}@1.0.${versions}`;
  };
  const planned = async (name: string, spec: string) => {
    const result = await atomctl(['plan', await push(name, spec), '--json']);
    if (result.exitCode !== 0) throw new Error(result.stderr);
    return result.json();
  };
  const replicas = async (name: string) =>
    (await space.kubectl(['get', 'deployment', name, '-o', 'jsonpath={.spec.replicas}'])).trim();

  it('shows each field that it sets, how far it reaches, and who may do it', async () => {
    const plan = await planned('shown', SCALE_AND_RESTART);

    expect(plan.cluster).toMatchObject({ namespace: space.name, account: null });
    expect(plan.live.changes).toMatchObject([
      {
        step: 'up',
        effect: 'change',
        object: { kind: 'Deployment', name: 'web', namespace: space.name },
        fields: [{ path: 'spec.replicas', before: 2, after: 3, own: true, state: 'changed' }],
      },
      { step: 'again', effect: 'change' },
    ]);
    expect(plan.live.blastRadius).toMatchObject({
      pods: 3,
      replicas: 1,
      objects: 1,
      namespaces: [space.name],
      budgets: [{ name: 'web', allowed: 0, pods: 3 }],
      dependents: [{ kind: 'Service', name: 'web' }],
    });
    expect(plan.live.access.every(({ allowed }: { allowed: boolean }) => allowed)).toBe(true);

    const { stdout } = await atomctl(['plans', 'show', plan.id]);
    expect(stdout).toContain('spec.replicas: 2 → 3');
    expect(stdout).toContain('lets 0 of its pods be away now; the plan lets 3 go');
    expect(stdout).toContain('undo.again');
    expect(await replicas('web')).toBe('2');
  });

  it('has the same digest while nothing that it sets has changed, and another when it has', async () => {
    const ref = await push('digest', SCALE_AND_RESTART);
    const digest = async () => (await atomctl(['plan', ref, '--json'])).json().digest;
    const first = await digest();
    await space.kubectl(['annotate', 'deployment', 'web', 'note=unrelated', '--overwrite']);
    expect(await digest()).toBe(first);
    await space.kubectl(['scale', 'deployment', 'web', '--replicas=4']);
    expect(await digest()).not.toBe(first);
    await space.kubectl(['scale', 'deployment', 'web', '--replicas=2']);
    expect(await digest()).toBe(first);
  });

  it('is stale when what it sets has changed before the run', async () => {
    const plan = await planned('stale', SCALE_AND_RESTART);
    await atomctl(['approve', plan.id, '--reason', 'a test']);
    await space.kubectl(['scale', 'deployment', 'web', '--replicas=1']);

    const { exitCode, stderr } = await atomctl(['run', '--plan', plan.id]);

    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 6,
      stderr: expect.stringContaining('ATOM_APPROVAL_STALE'),
    });
    expect(stderr).toContain('spec.replicas was 2, and is 1');
    expect(await replicas('web')).toBe('1');
    await space.kubectl(['scale', 'deployment', 'web', '--replicas=2']);
  });

  it('holds each step to what was planned, also when another changes it during the run', async () => {
    const ref = await push('during', PAUSED_SCALE);
    const run = ana.start(['run', ref, '--approve', '--reason', 'a test'], {
      env: { KUBECONFIG: space.kubeconfig },
    });
    await run.says('pause');
    await space.kubectl(['scale', 'deployment', 'db', '--replicas=5']);

    const { stderr, exitCode } = await run.result;

    expect(exitCode).toBe(6);
    expect(stderr).toContain('has changed since the plan was approved: spec.replicas was 2, and is 5');
    expect(await replicas('db')).toBe('5');
    await space.kubectl(['scale', 'deployment', 'db', '--replicas=2']);
  });

  it('plans an object that an earlier step makes against that', async () => {
    const plan = await planned('overlay', APPLY_THEN_SCALE);

    expect(plan.live.changes).toMatchObject([
      { step: 'make', effect: 'create', object: { kind: 'Deployment', name: 'fresh' } },
      { step: 'more', effect: 'change', fields: [{ path: 'spec.replicas', before: 1, after: 2 }] },
    ]);
  });

  it('asks a namespace that is not there yet in a stand-in', async () => {
    const name = `${space.name}-later`;
    const plan = await planned('later', applyInto(name));

    expect(plan.live.changes).toMatchObject([
      { step: 'make', effect: 'create', object: { kind: 'Namespace', name } },
      {
        step: 'make',
        effect: 'create',
        object: { kind: 'ConfigMap', namespace: name },
        why: expect.stringContaining('is not there yet'),
      },
    ]);
    expect(await cluster.kubectl(['get', 'namespaces', '-o', 'name'])).not.toContain(name);
  });

  it('shows whose a field is that it may not take', async () => {
    const object = { ...named('owned', 1), apiVersion: 'apps/v1' };
    await space.kubectl(
      ['apply', '--server-side', '--field-manager=other', '-f', '-'],
      JSON.stringify(object),
    );

    const plan = await planned('conflict', APPLY_OWNED);

    expect(plan.live.changes).toMatchObject([
      {
        effect: 'conflict',
        fields: expect.arrayContaining([
          expect.objectContaining({ path: 'spec.replicas', state: 'conflict', why: 'owned by other' }),
        ]),
      },
    ]);
  });

  it('says what is known only when it runs', async () => {
    const plan = await planned('unknown', FROM_A_STEP);

    expect(plan.live.changes).toMatchObject([
      { step: 'up', effect: 'unknown', why: 'unknown (from steps.count)' },
    ]);
  });

  it('is refused over the blast radius of its package, with the number that was over', async () => {
    const { stderr, exitCode } = await atomctl(['plan', await push('far', FAR)]);

    expect(exitCode).toBe(6);
    expect(stderr).toContain('ATOM_BLAST_RADIUS');
    expect(stderr).toContain('2 pods are restarted or deleted, and blastRadius.maxPods is 1');
  });

  it('is held to the blast radius in the run where the plan could not count', async () => {
    const { stderr } = await atomctl([
      'run',
      await push('counted', COUNTED),
      '--approve',
      '--reason',
      'a test',
    ]);

    expect(stderr).toContain('is left as it is: ');
    expect(stderr).toContain('blastRadius.maxPods is 1');
    expect(await space.kubectl(['get', 'pods', '-l', 'app=db', '-o', 'name'])).not.toBe('');
  });

  it('is refused where the package does not declare what it does', async () => {
    const { stderr, exitCode } = await atomctl(['plan', await push('undeclared', UNDECLARED)]);

    expect(exitCode).toBe(6);
    expect(stderr).toContain('ATOM_PERMISSION_DENIED');
    expect(stderr).toContain('patch deployments.apps "web"');
  });

  it('is refused where nothing has the name, and suggests one', async () => {
    const { stderr, exitCode } = await atomctl([
      'plan',
      await push('typo', SCALE_AND_RESTART.replaceAll('name: web', 'name: wbe')),
    ]);

    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('there is no Deployment');
  });

  it('binds a run to the account of its package, where that was made', async () => {
    const ref = await push('bound', SCALE_AND_RESTART);
    const rbac = await atomctl(['rbac', ref, '-n', space.name]);
    await space.kubectl(['apply', '-f', '-'], rbac.stdout);

    const plan = (await atomctl(['plan', ref, '--json'])).json();
    expect(plan.cluster.account).toEqual({ namespace: space.name, name: 'atomctl-bound' });
    const ran = await atomctl(['run', ref, '--approve', '--reason', 'a test', '--json']);
    expect(ran.json().result).toBe('succeeded');
    expect(
      await space.kubectl(['get', 'deployment', 'web', '-o', 'yaml', '--show-managed-fields']),
    ).toContain('manager: atomctl:bound');
    await space.kubectl(['delete', 'serviceaccount', 'atomctl-bound']);
    await space.kubectl(['scale', 'deployment', 'web', '--replicas=2']);
  });
});

function named(name: string, replicas: number) {
  const object = kwokDeployment(name);
  return { ...object, spec: { ...object.spec, replicas } };
}

const PERMISSIONS = `
  safety: {blastRadius: {maxPods: 10, maxNamespaces: 2}}
  validation:
    limits: {timeout: 2m}
    permissions:
      - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, patch, create]}
      - {apiGroups: [""], resources: [pods], verbs: [get, list]}
      - {apiGroups: [""], resources: [pods/eviction, namespaces, configmaps], verbs: [get, create, patch]}
  rollback: {auto: true}
`;

const SCALE_AND_RESTART = `
  runtime: {type: k8s}
  handlers:
    - {name: up, action: scale, with: {name: web, replicas: 3}, timeout: 1m}
    - {name: again, action: restart, with: {name: web}, timeout: 1m, needs: [up]}
${PERMISSIONS}`;

const PAUSED_SCALE = `
  runtime: {type: k8s}
  handlers:
    - {name: pause, type: wait, with: {duration: 4s}, timeout: 1m}
    - {name: up, action: scale, with: {name: db, replicas: 3}, timeout: 1m, needs: [pause]}
${PERMISSIONS}`;

const FRESH = JSON.stringify(named('fresh', 1));

const APPLY_THEN_SCALE = `
  runtime: {type: k8s}
  handlers:
    - {name: make, action: apply, with: {manifest: ${FRESH}}, timeout: 1m}
    - {name: more, action: scale, with: {name: fresh, replicas: 2}, timeout: 1m, needs: [make]}
${PERMISSIONS}`;

const APPLY_OWNED = `
  runtime: {type: k8s}
  handlers:
    - {name: make, action: apply, with: {manifest: ${JSON.stringify(named('owned', 3))}}, timeout: 1m}
${PERMISSIONS}`;

function applyInto(namespace: string): string {
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace },
      data: { colour: 'blue' },
    },
  ];
  return `
  runtime: {type: k8s}
  handlers:
    - {name: make, action: apply, with: {manifest: ${JSON.stringify(objects)}}, timeout: 1m}
${PERMISSIONS}`;
}

const FROM_A_STEP = `
  runtime: {type: k8s}
  handlers:
    - {name: count, type: shell, with: {command: [sh, -c, 'echo "{\\"n\\": 3}" > "$ATOMCTL_OUTPUT"']}, timeout: 10s, outputs: {n: {type: integer}}}
    - {name: up, action: scale, with: {name: web, replicas: "\${{ steps.count.outputs.n }}"}, timeout: 1m, needs: [count]}
${PERMISSIONS}`;

const FAR = `
  runtime: {type: k8s}
  handlers:
    - {name: again, action: restart, with: {name: db}, timeout: 1m}
${PERMISSIONS.replace('maxPods: 10', 'maxPods: 1')}`;

const COUNTED = `
  runtime: {type: k8s}
  handlers:
    - {name: which, type: shell, with: {command: [sh, -c, 'echo "{\\"app\\": \\"db\\"}" > "$ATOMCTL_OUTPUT"']}, timeout: 10s, outputs: {app: {type: string}}}
    - {name: out, action: restart-pod, with: {selector: "app=\${{ steps.which.outputs.app }}"}, timeout: 1m, needs: [which]}
${PERMISSIONS.replace('maxPods: 10', 'maxPods: 1')}`;

const UNDECLARED = `
  runtime: {type: k8s}
  handlers:
    - {name: up, action: scale, with: {name: web, replicas: 3}, timeout: 1m}
  validation:
    limits: {timeout: 1m}
    permissions: [{apiGroups: [apps], resources: [deployments], verbs: [get]}]
`;
