import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { clusterHere, hasKwok, sharedCluster, startCluster } from '../support/cluster.ts';
import { kwokDeployment } from '../support/cluster/manifests.ts';
import { type SpaceAuthor, spaceAuthor } from '../support/cluster/space-author.ts';

const here = clusterHere();

describe.skipIf(!hasKwok(here))('a run that is bound to the account of its package', () => {
  it('does all that its permissions say, and the server refuses it what they do not', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    const ana = await spaceAuthor(space);
    await space.kubectl(['create', '-f', '-'], JSON.stringify(kwokDeployment('web')));
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    const ref = await ana.k8s('bound', restart(space.name, '1s'));
    await applyRbac(ana, ref, space);

    expect((await ana.approved(ref)).json()).toMatchObject({ result: 'succeeded' });

    const user = `system:serviceaccount:${space.name}:atomctl-bound`;
    const asked = auditOf(cluster.auditLog ?? '', user);
    expect(asked).toContain(`patch deployments web`);
    const may = (...words: string[]) =>
      space.kubectl(['auth', 'can-i', ...words, `--as=${user}`]).then(
        () => true,
        () => false,
      );
    expect(await may('patch', 'deployments')).toBe(true);
    for (const words of [
      ['delete', 'deployments'],
      ['get', 'secrets'],
      ['create', 'pods'],
    ])
      expect(await may(...words)).toBe(false);
  });

  it('does not mind that clocks are hours apart', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    const ana = await spaceAuthor(space);
    await space.kubectl(['create', '-f', '-'], JSON.stringify(kwokDeployment('web')));
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    const user = `system:serviceaccount:${space.name}:atomctl-bound`;
    for (const hours of [-5, 5]) {
      const ref = await ana.k8s('bound', restart(space.name, '1s'));
      await applyRbac(ana, ref, space);
      const result = await ana.atomctl(['run', ref, '--approve', '--reason', 'a test', '--json'], {
        env: { KUBECONFIG: space.kubeconfig, NODE_OPTIONS: clockOff(hours) },
      });
      expect(result.json()).toMatchObject({ result: 'succeeded' });
    }
    expect(auditOf(cluster.auditLog ?? '', user)).toContain('patch deployments web');
  });
});

describe.skipIf(!hasKwok(here))('an API server that goes away for a minute in the middle of a run', () => {
  it('is waited for, and that is said; the run ends as if nothing had been', {
    timeout: 280_000,
  }, async () => {
    await using cluster = await startCluster();
    await using space = await cluster.namespace();
    const ana = await spaceAuthor(space);
    await space.kubectl(['create', '-f', '-'], JSON.stringify(kwokDeployment('web')));
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    const ref = await ana.k8s('patient', restart(space.name, '5s'));
    const running = ana.start(['run', ref, '--approve', '--reason', 'a test'], {
      env: { KUBECONFIG: space.kubeconfig },
    });
    await running.says('pause');
    await cluster.stopApi();
    await sleep(60_000);
    await cluster.startApi();

    const { exitCode, stderr } = await running.result;

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect((await ana.at(['runs', 'logs', await ana.latest()])).stdout).toMatch(
      /does not answer|cannot be reached|waiting/,
    );
    expect(await space.kubectl(['get', 'deployment', 'web', '-o', 'jsonpath={.metadata.generation}'])).toBe(
      '2',
    );
  });
});

async function applyRbac(
  ana: SpaceAuthor,
  ref: string,
  space: { readonly name: string; kubectl(args: readonly string[], input?: string): Promise<string> },
): Promise<void> {
  const { stdout } = await ana.at(['rbac', ref, '-n', space.name]);
  await space.kubectl(['apply', '-f', '-'], stdout);
}

/** What a user asked the API server, once each. */
function auditOf(file: string, user: string): readonly string[] {
  const events = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes(user))
    .map((line) => JSON.parse(line))
    .filter((event) => event.user?.username === user && event.objectRef !== undefined);
  const asked = events.map(({ verb, objectRef: { resource, subresource, name } }) =>
    [verb, subresource === undefined ? resource : `${resource}/${subresource}`, name ?? ''].join(' ').trim(),
  );
  return [...new Set(asked)];
}

/** Makes a process believe that it is another hour. */
function clockOff(hours: number): string {
  const code = `const now = Date.now; Date.now = () => now() + ${hours * 3_600_000};`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

function restart(namespace: string, pause: string): string {
  return `  handlers:
    - {name: pause, type: wait, with: {duration: ${pause}}, timeout: 1m}
    - {name: again, action: restart, with: {name: web}, timeout: 2m, needs: [pause]}
  safety: {blastRadius: {maxPods: 10, maxNamespaces: 1}}
  validation:
    limits: {timeout: 4m}
    permissions:
      - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, patch], namespaces: [${namespace}]}
  rollback: {auto: true}
`;
}
