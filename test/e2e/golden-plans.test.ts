import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Author, author } from '../support/author.ts';
import { clusterHere, hasKwok, sharedCluster } from '../support/cluster.ts';
import { EVERY_ACTION, makeScene, type Scene, specOf } from '../support/cluster/scene.ts';
import { goldenText } from '../support/golden.ts';

/** ATOMCTL_TEST_GOLDEN=write writes test/golden/plans anew. */
describe.skipIf(!hasKwok(clusterHere()))('the golden plan', () => {
  let scene: Scene;
  let ana: Author;
  let server: string;
  beforeAll(async () => {
    const cluster = await sharedCluster();
    server = cluster.server;
    scene = await makeScene(cluster);
    ana = await author();
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  const actions = Object.keys(EVERY_ACTION);
  const packages = [
    ...actions.map((action) => [action, [action]] as const),
    ['every-action', actions] as const,
  ];

  it.each(packages)('%s is what plan -o writes, and plans show prints', async (name, steps) => {
    await ana.push(name, specOf(steps));
    const file = ana.in(`${name}.json`);
    const env = { KUBECONFIG: scene.space.kubeconfig };
    const planned = await ana.atomctl(['plan', name, '-i', `node=${scene.node}`, '-o', file, '--json'], {
      env,
    });
    expect(planned.stderr).toBe('');
    const { stdout } = await ana.atomctl(['plans', 'show', planned.json().id]);

    const json = stable(readFileSync(file, 'utf8'));
    expect(json).toBe(goldenText(`plans/${name}.json`, json));
    const text = stable(stdout);
    expect(text).toBe(goldenText(`plans/${name}.txt`, text));
  });

  /** Without what is another each time. */
  function stable(text: string): string {
    return [
      [server, 'https://SERVER'],
      [scene.space.name, 'NAMESPACE'],
      [scene.node, 'NODE'],
    ]
      .reduce((said, [from = '', to = '']) => said.replaceAll(from, to), text)
      .replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:DIGEST')
      .replaceAll(/\bplan_\w+/g, 'plan_ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID')
      .replaceAll(/report-[0-9a-f]{10}/g, 'report-MARK');
  }
});
