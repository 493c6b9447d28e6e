import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterHere, hasKwok, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { kwokDeployment } from '../support/cluster/manifests.ts';
import { type SpaceAuthor, spaceAuthor } from '../support/cluster/space-author.ts';
import { blocksOf } from '../support/markdown.ts';
import { sameEachTime } from '../support/same-each-time.ts';
import { succeed } from '../support/workbench.ts';

const GUIDE = readFileSync(path.resolve(import.meta.dirname, '../../docs/guides/kubernetes.md'), 'utf8');
const here = clusterHere();

describe.skipIf(!hasKwok(here))('the guide to Kubernetes', () => {
  let space: TestNamespace;
  let ana: SpaceAuthor;
  beforeAll(async () => {
    space = await (await sharedCluster()).namespace();
    ana = await spaceAuthor(space);
    const web = kwokDeployment('web');
    const create = (object: unknown) => space.kubectl(['create', '-f', '-'], JSON.stringify(object));
    await create({ ...web, spec: { ...web.spec, replicas: 2 } });
    await space.kubectl(['create', 'pdb', 'web', '--min-available=1', '--selector=app=web']);
    await space.kubectl(['expose', 'deployment', 'web', '--port=80']);
    await space.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    await space.kubectl([
      'wait',
      'poddisruptionbudget/web',
      '--for=jsonpath={.status.disruptionsAllowed}=1',
      '--timeout=60s',
    ]);
    const [manifest = ''] = textsIn('yaml');
    writeFileSync(path.join(ana.folder, 'restart-web.wpk.yaml'), manifest);
    await succeed(ana.atomctl(['pack', 'restart-web.wpk.yaml', '-o', 'restart-web.wpk']));
    await succeed(ana.atomctl(['sign', 'restart-web.wpk', '--key', 'atomctl.key']));
    await succeed(ana.atomctl(['push', 'restart-web.wpk']));
  });
  afterAll(() => space[Symbol.asyncDispose]());

  it('shows a plan, an approval and a run as they look', async () => {
    const [plan = '', approval = '', run = ''] = textsIn('console');
    const printed = async (args: readonly string[]) => sameEachTime((await ana.at(args)).stdout, space.name);

    const planned = await ana.at(['plan', 'restart-web']);
    expect(sameEachTime(planned.stdout, space.name)).toBe(shown(plan));
    const [id = ''] = /plan_\w+/.exec(planned.stdout) ?? [];
    expect(await printed(['approve', id, '--reason', 'web is stuck'])).toBe(shown(approval));
    expect(await printed(['run', '--plan', id])).toBe(shown(run));
  });

  it('shows a rollback as it looks', async () => {
    const [rollback = ''] = textsIn('text');
    const deadline = JSON.stringify({ spec: { progressDeadlineSeconds: 2 } });
    await space.kubectl(['patch', 'deployment', 'web', '-p', deadline]);
    await space.kubectl(['create', 'quota', 'full', '--hard=pods=1']);
    const { stdout, stderr } = await ana.at(['run', 'restart-web', '--approve', '--reason', 'a guide']);
    await space.kubectl(['delete', 'quota', 'full']);

    expect(sameEachTime(stdout + stderr, space.name)).toBe(sameEachTime(rollback, 'shop'));
  });

  it('shows a plan that is refused because of a change behind it as it looks', async () => {
    const [, drift = ''] = textsIn('text');
    const scale = (replicas: number) => space.kubectl(['scale', 'deployment/web', `--replicas=${replicas}`]);
    await scale(2);
    const { id } = (await ana.at(['plan', 'restart-web', '--json'])).json();
    await scale(5);
    const { stderr } = await ana.at(['run', '--plan', id, '--approve', '--reason', 'a guide']);

    expect(sameEachTime(stderr, space.name)).toBe(sameEachTime(drift, 'shop'));
  });
});

function textsIn(wanted: string): string[] {
  return blocksOf(GUIDE).flatMap(({ language, text }) => (language === wanted ? [text] : []));
}

/** A block without the command that it shows. */
function shown(text: string): string {
  return sameEachTime(text.split('\n').slice(1).join('\n'), 'shop');
}
