import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterHere, hasKwok, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { problem, type SpaceAuthor, spaceAuthor } from '../support/cluster/space-author.ts';
import { type AdmissionRequest, startWebhook } from '../support/cluster/webhook.ts';

const here = clusterHere();

describe.skipIf(!hasKwok(here))('an admission webhook', () => {
  let space: TestNamespace;
  let ana: SpaceAuthor;
  beforeAll(async () => {
    space = await (await sharedCluster()).namespace();
    ana = await spaceAuthor(space);
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const configMaps = async () => (await space.kubectl(['get', 'configmaps', '-o', 'name'])).split('\n');
  const webhook = (decide: Parameters<typeof startWebhook>[1]) =>
    startWebhook(space, (request: AdmissionRequest) => decide(request));

  it('rejects, and says why', async () => {
    await using _ = await webhook(() => ({ allowed: false, message: 'not during the freeze' }));
    const ref = await ana.k8s('frozen', oneStep('frozen'));
    expect(problem(await ana.at(['plan', ref]))).toMatchObject({
      exitCode: 6,
      code: 'ATOM_POLICY_REFUSED',
      message: expect.stringContaining(
        'admission webhook "webhook.atomctl.test" denied the request: not during the freeze',
      ),
      next: expect.stringContaining('kubectl get validatingwebhookconfigurations,'),
    });
  });

  it('does not answer', async () => {
    const ref = await ana.k8s('silent', oneStep('silent'));
    await using _ = await webhook(({ name }) => (name === 'silent' ? 'nothing' : { allowed: true }));
    expect(problem(await ana.at(['plan', ref]))).toMatchObject({
      code: 'ATOM_POLICY_REFUSED',
      message: expect.stringContaining('failed calling webhook "webhook.atomctl.test"'),
      next: expect.stringContaining('kubectl get validatingwebhookconfigurations,'),
    });
  });

  it('rejects when it is no dry-run any more: what was done before is undone', async () => {
    const ref = await ana.k8s(
      'two',
      `  handlers:
  - {name: first, action: apply, with: {manifest: ${configMap('good')}}, timeout: 1m}
  - {name: second, action: apply, with: {manifest: ${configMap('bad')}}, timeout: 1m, needs: [first]}
${REST}`,
    );
    await using _ = await webhook(({ name, dryRun }) =>
      name === 'bad' && !dryRun ? { allowed: false, message: 'bad is bad' } : { allowed: true },
    );
    const { error } = (await ana.approved(ref)).json();
    expect(error).toMatchObject({
      code: 'ATOM_RUN_FAILED',
      message: expect.stringContaining(`ConfigMap ${space.name}/bad: admission webhook`),
      details: { result: 'rolled-back', leftToDo: [] },
    });
    expect(await configMaps()).not.toContain('configmap/good');
  });

  it('refuses dry-runs: the effect is unknown, and the run may do it', async () => {
    const ref = await ana.k8s('undry', oneStep('undry'));
    await using _ = await webhook(({ dryRun }) =>
      dryRun ? { allowed: false, message: 'it does not support dry run' } : { allowed: true },
    );
    const plan = (await ana.at(['plan', ref, '--json'])).json();
    expect(plan.live.changes).toMatchObject([
      {
        object: { name: 'undry' },
        effect: 'unknown',
        why: expect.stringContaining('does not support dry run'),
      },
    ]);
    await ana.at(['approve', plan.id, '--reason', 'a test']);
    expect((await ana.at(['run', '--plan', plan.id, '--json'])).json()).toMatchObject({
      result: 'succeeded',
    });
    expect(await configMaps()).toContain('configmap/undry');
  });
});

const REST = `
  safety: {blastRadius: {maxPods: 10, maxNamespaces: 2}}
  validation:
    limits: {timeout: 2m}
    permissions:
      - {apiGroups: [""], resources: [configmaps], verbs: [get, create, patch, delete]}
  rollback: {auto: true}
`;

function configMap(name: string): string {
  return `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: {a: "1"}}`;
}

function oneStep(name: string): string {
  return `  handlers:
    - {name: it, action: apply, with: {manifest: ${configMap(name)}}, timeout: 1m}
${REST}`;
}
