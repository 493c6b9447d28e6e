import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { blocksOf } from '../support/markdown.ts';
import { failingJobs } from '../support/playbook/failing-jobs.ts';
import { type Shipped, shipped } from '../support/playbook/shipped.ts';
import { sameEachTime } from '../support/same-each-time.ts';

const NAME = 'requeue-job';
const GUIDE = readFileSync(
  path.resolve(import.meta.dirname, `../../docs/guides/playbooks/${NAME}.md`),
  'utf8',
);
const [FAULT, PLAN, RUN, EVIDENCE, JOBS, CALLED] = blocksOf(GUIDE).map(({ text }) => text);
const THAT_NIGHT = '29931180';

describe.skipIf(!runsPods(clusterHere()))('the guide to requeue-job', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let playbook: Shipped;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    playbook = await shipped(NAME, { KUBECONFIG: space.kubeconfig });
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const jobsOf = (name: string) => space.kubectl(['get', 'jobs', '-l', `app=${name}`]);
  const words = (job: string) => [
    '-i',
    `namespace=${space.name}`,
    '-i',
    `cronjob=${job}`,
    '-i',
    `job=${job}-${THAT_NIGHT}`,
  ];
  const form = (text: string) => formOf(text, space.name);

  it('shows the fault, the plan, the run and its evidence as they look', async () => {
    const report = await failingJobs(cluster, space, { name: 'report', fault: 'slow', deadlineSeconds: 10 });
    await report.fail(`report-${THAT_NIGHT}`);
    await space.kubectl(['wait', 'pod', '-l', 'app=report', '--for=delete', '--timeout=60s']);
    await report.mend();
    expect(form(await jobsOf('report'))).toEqual(form(shown(FAULT)));
    const planned = await playbook.at(['plan', NAME, ...words('report'), '-i', 'backoff=10s']);
    expect(form(planned.stdout)).toEqual(expect.arrayContaining(form(shown(PLAN))));
    const [plan = ''] = /plan_\w+/.exec(planned.stdout) ?? [];
    await playbook.at(['approve', plan, '--reason', 'the warehouse is back']);
    const ended = await playbook.at(['run', '--plan', plan]);
    const run = await playbook.recorded(await playbook.ana.latest(), ended);

    expect(form(ended.stdout)).toEqual(expect.arrayContaining(form(shown(RUN))));
    expect(stepsIn(form(ended.stdout))).toEqual(stepsIn(form(shown(RUN))));
    for (const line of (EVIDENCE ?? '').trim().split('\n')) {
      const { name, outputs } = JSON.parse(line);
      expect(form(JSON.stringify(run.step(name).outputs))).toEqual(form(JSON.stringify(outputs)));
    }
    expect(form(await jobsOf('report'))).toEqual(form(shown(JOBS)));
  });

  it('shows what it says where it cannot mend', async () => {
    const orders = await failingJobs(cluster, space, { name: 'orders', fault: 'broken' });
    await orders.fail(`orders-${THAT_NIGHT}`);
    const args = ['run', NAME, ...words('orders'), '--approve', '--reason', 'KubeJobFailed'];
    const { stdout, stderr } = await playbook.at(args);

    expect(form(stdout + stderr)).toEqual(expect.arrayContaining(form(shown(CALLED))));
  });
});

/** Without the commands, and where it says that it leaves something out. */
function shown(block = ''): string {
  return block
    .split('\n')
    .filter((line) => !/^(\$ |\s*…$)/.test(line))
    .join('\n');
}

function stepsIn(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => /^[▸✔✖-] /.test(line));
}

/** Its lines, sorted: what runs beside each other ends in any order. The guide leaves a warning about the cluster out. */
function formOf(text: string, namespace: string): string[] {
  return sameEachTime(text.replaceAll(namespace, 'shop'), 'shop')
    .replaceAll(/\b(report|orders)-(?!29931180|RUN)[0-9a-z]{10}\b/g, '$1-AGAIN')
    .replaceAll(/(orders-29931180)-\w{5}\b/g, '$1-POD')
    .replaceAll(/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, 'UID')
    .replaceAll(/,"MissingClusterDNS: (\\.|[^"\\])*"/g, '')
    .replaceAll(/("seconds":)[\d.]+/g, '$1TOOK')
    .replaceAll(/audit head.*/g, 'audit head')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .toSorted();
}
