import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  hasKwok,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { kwokDeployment } from '../support/cluster/manifests.ts';
import { problem, type SpaceAuthor, spaceAuthor } from '../support/cluster/space-author.ts';

const here = clusterHere();

describe.skipIf(!hasKwok(here))('what goes wrong with a cluster', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let ana: SpaceAuthor;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    ana = await spaceAuthor(space);
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const create = (object: unknown) => space.kubectl(['create', '-f', '-'], JSON.stringify(object));
  const made = async (name: string, replicas = 1) => {
    await create(named(name, replicas));
    await space.kubectl(['rollout', 'status', `deployment/${name}`, '--timeout=60s']);
  };
  const text = (kind: string, name: string, path: string) =>
    space.kubectl(['get', kind, name, '-o', `jsonpath={${path}}`]);

  describe('is known when it is planned:', () => {
    it('credentials that have expired', async () => {
      const ref = await ana.k8s('expired', scale('web', 2));
      expect(problem(await ana.at(['plan', ref], await ana.withToken('expired')))).toEqual({
        exitCode: 7,
        code: 'ATOM_NEEDS_MISSING',
        message: expect.stringContaining('they are wrong, or have expired'),
        next: expect.stringContaining('kubectl auth whoami'),
      });
    });

    it('a name that nothing has, with the one that was probably meant', async () => {
      await made('checkout');
      for (const settings of [
        'scale, with: {name: chekout, replicas: 2}',
        'restart, with: {name: chekout}',
        'patch, with: {kind: Deployment, name: chekout, patch: {spec: {paused: true}}}',
        'delete, with: {kind: Deployment, name: chekout}',
        'rollout-undo, with: {name: chekout}',
      ]) {
        const ref = await ana.k8s('typo', oneStep(settings));
        expect(problem(await ana.at(['plan', ref]))).toEqual({
          exitCode: 7,
          code: 'ATOM_NEEDS_MISSING',
          message: `it: there is no Deployment "chekout" in the namespace ${space.name}, did you mean "checkout"?`,
          next: `kubectl get deployments -n ${space.name}`,
        });
      }
    });

    it('an object that is being deleted and waits for a finalizer', async () => {
      await create({ ...named('ending'), metadata: { name: 'ending', finalizers: ['example.org/held'] } });
      await space.kubectl(['delete', 'deployment', 'ending', '--wait=false']);
      const ref = await ana.k8s('ending', scale('ending', 2));
      expect(problem(await ana.at(['plan', ref]))).toMatchObject({
        code: 'ATOM_INPUT_INVALID',
        message: expect.stringMatching(
          /^it: Deployment .*\/ending is being deleted since .*, and waits for its finalizers example.org\/held$/,
        ),
        next: `kubectl get deployments ending -n ${space.name} -o yaml`,
      });
      await space.kubectl(['patch', 'deployment', 'ending', '-p', '{"metadata":{"finalizers":null}}']);
    });

    it('a namespace that is ending', async () => {
      const held = await endingNamespace();
      const ref = await ana.k8s('late', apply('late'));
      expect(problem(await ana.at(['plan', ref, '-n', held]))).toMatchObject({
        code: 'ATOM_INPUT_INVALID',
        message: expect.stringContaining(`namespace ${held} because it is being terminated`),
        next: `kubectl get namespace ${held} -o yaml`,
      });
      await cluster.kubectl(['-n', held, 'patch', 'cm', 'held', '-p', '{"metadata":{"finalizers":null}}']);
    });

    it('a verb that the user may not use, and what would give it', async () => {
      await made('guarded');
      const ref = await ana.k8s('guarded', scale('guarded', 2));
      await mayOnly('reader', ['get', 'list', 'watch']);
      expect(problem(await ana.at(['plan', ref], await as('reader')))).toMatchObject({
        code: 'ATOM_PERMISSION_DENIED',
        message: expect.stringContaining('cannot patch resource "deployments"'),
        next: 'atomctl rbac PACKAGE | kubectl apply -f -',
      });
    });
  });

  describe('is seen in the run:', () => {
    it('a rollout that never finishes; what it made is deleted', async () => {
      const object = named('never');
      const annotations = { 'e2e/unready': 'true' };
      const template = {
        ...object.spec.template,
        metadata: { ...object.spec.template.metadata, annotations },
      };
      const manifest = JSON.stringify({ ...object, spec: { ...object.spec, template } });
      const ref = await ana.k8s('never', oneStep(`apply, with: {wait: true, manifest: ${manifest}}`, '4s'));
      const { error } = (await ana.approved(ref)).json();
      expect(error).toMatchObject({
        message: expect.stringMatching(
          /Deployment .*\/never was not rolled out in time: 0 of 1 updated replicas are available.*\(try: kubectl describe deployments never -n /,
        ),
        details: { result: 'rolled-back', leftToDo: [] },
      });
      expect(await space.kubectl(['get', 'deployments', '-o', 'name'])).not.toContain('never');
    });

    it('a disruption budget with no headroom, which is named; the pod stays', async () => {
      await made('kept');
      await create({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'kept' },
        spec: { minAvailable: 1, selector: { matchLabels: { app: 'kept' } } },
      });
      await space.kubectl([
        'wait',
        'poddisruptionbudget/kept',
        '--for=jsonpath={.status.expectedPods}=1',
        '--timeout=60s',
      ]);
      const pods = await space.kubectl(['get', 'pods', '-l', 'app=kept', '-o', 'name']);
      const ref = await ana.k8s('kept', oneStep('restart-pod, with: {selector: app=kept}', '5s'));

      const plan = (await ana.at(['plan', ref, '--json'])).json();
      expect(plan.live.blastRadius.budgets).toMatchObject([{ name: 'kept', allowed: 0, pods: 1 }]);
      const { error } = (await ana.approved(ref)).json();
      expect(error.message).toMatch(
        /cannot go yet: .*The disruption budget kept needs 1 healthy pods and has 1/,
      );
      expect(error.message).toContain(`kubectl get poddisruptionbudgets -n ${space.name}`);
      expect(await space.kubectl(['get', 'pods', '-l', 'app=kept', '-o', 'name'])).toBe(pods);
    });

    it('a permission that was withdrawn since the plan: nothing is left', async () => {
      await made('withdrawn');
      await mayOnly('worker', ['get', 'list', 'watch', 'patch']);
      const ref = await ana.k8s('withdrawn', pausedScale('withdrawn', 3, space.name));
      const running = ana.start(['run', ref, '--approve', '--reason', 'a test'], {
        env: { KUBECONFIG: await as('worker') },
      });
      await running.says('pause');
      await space.kubectl(['delete', 'rolebinding', 'worker']);
      const { stderr } = await running.result;
      expect(stderr).toMatch(
        /ended as rolled-back: it: .*is forbidden: User ".*:worker" cannot (get|patch) resource "deployments"/,
      );
      expect(await text('deployment', 'withdrawn', '.spec.replicas')).toBe('1');
    });

    it('an object that another deletes between capture and rollback: what is left is said', async () => {
      await made('gone');
      const ref = await ana.k8s(
        'gone',
        `  handlers:
    - {name: up, action: scale, with: {name: gone, replicas: 2}, timeout: 1m}
    - {name: pause, type: wait, with: {duration: 3s}, timeout: 1m, needs: [up]}
    - {name: fail, type: shell, with: {command: ["false"]}, timeout: 1m, needs: [pause]}
${REST}`,
      );
      const running = ana.start(['run', ref, '--approve', '--reason', 'a test'], {
        env: { KUBECONFIG: space.kubeconfig },
      });
      await running.says('pause');
      await space.kubectl(['delete', 'deployment', 'gone']);
      const { stderr } = await running.result;
      expect(stderr).toContain('ended as rolled-back: fail: ');
      expect(stderr).toContain(`Left as it is: Deployment ${space.name}/gone: it was deleted since`);
    });
  });

  /** A namespace that is deleted, and stays for what is in it. */
  async function endingNamespace(): Promise<string> {
    await using other = await cluster.namespace();
    const finalizer = '{"metadata":{"finalizers":["example.org/held"]}}';
    await other.kubectl(['create', 'configmap', 'held']);
    await other.kubectl(['patch', 'configmap', 'held', '-p', finalizer]);
    return other.name;
  }

  /** Makes an account that may do this with Deployments. */
  async function mayOnly(name: string, verbs: readonly string[]): Promise<void> {
    const rules = [
      { apiGroups: ['apps'], resources: ['deployments'], verbs },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
    ];
    await space.kubectl(['create', 'serviceaccount', name]);
    await create({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name }, rules });
    await space.kubectl([
      'create',
      'rolebinding',
      name,
      `--role=${name}`,
      `--serviceaccount=${space.name}:${name}`,
    ]);
  }

  async function as(name: string): Promise<string> {
    return ana.withToken((await space.kubectl(['create', 'token', name])).trim());
  }
});

function named(name: string, replicas = 1) {
  const object = kwokDeployment(name);
  return { ...object, spec: { ...object.spec, replicas } };
}

const REST = `
  safety: {blastRadius: {maxPods: 10, maxNamespaces: 2}}
  validation:
    limits: {timeout: 2m}
    permissions:
      - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, patch, create, delete]}
      - {apiGroups: [apps], resources: [replicasets], verbs: [get, list]}
      - {apiGroups: [""], resources: [configmaps], verbs: [get, create, patch, delete]}
      - {apiGroups: [""], resources: [pods, pods/eviction], verbs: [get, list, create]}
  rollback: {auto: true}
`;

function oneStep(actionAndWith: string, timeout = '1m'): string {
  return `  handlers:\n    - {name: it, action: ${actionAndWith}, timeout: ${timeout}}\n${REST}`;
}

function scale(name: string, replicas: number): string {
  return oneStep(`scale, with: {name: ${name}, replicas: ${replicas}}`);
}

function pausedScale(name: string, replicas: number, namespace: string): string {
  return `  handlers:
    - {name: pause, type: wait, with: {duration: 5s}, timeout: 1m}
    - {name: it, action: scale, with: {name: ${name}, replicas: ${replicas}}, timeout: 1m, needs: [pause]}
  safety: {blastRadius: {maxPods: 10, maxNamespaces: 1}}
  validation:
    limits: {timeout: 2m}
    permissions:
      - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, patch], namespaces: [${namespace}]}
  rollback: {auto: true}
`;
}

function configMap(name: string): string {
  return `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: {a: "1"}}`;
}

function apply(name: string): string {
  return oneStep(`apply, with: {manifest: ${configMap(name)}}`);
}
