import { cpSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import type { TestCluster, TestNamespace } from '../../test/support/cluster.ts';
import { type CrashLoop, looping } from '../../test/support/playbook/crash-loop.ts';
import type { Demo } from './demo.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NAME = 'restart-unhealthy';
const TIMES = ['-i', 'healthyFor=5s', '-i', 'rolloutTimeout=20s'];

/** What the demo acts on. */
interface Place {
  readonly cluster: TestCluster;
  readonly space: TestNamespace;
}

/** Mends a crash loop on a real cluster, and meets one that no restart mends. */
export async function mendCrashLoops(demo: Demo, place: Place): Promise<void> {
  const { atomctl, chapter, say } = demo;
  const { space } = place;
  const kubectl = async (args: readonly string[], input?: string) => {
    say(styleText('bold', `$ kubectl ${args.join(' ')}`));
    say((await space.kubectl(args, input)).trimEnd());
  };

  chapter('A Deployment on a real cluster, whose pod crash-loops');
  const web = await crashing(place, 'state');
  await kubectl(['get', 'pods']);
  await kubectl(['logs', `deployment/${web}`, '--previous', '--tail=3']);

  chapter('The playbook: signed, verified, stored');
  await atomctl(['key', 'generate']);
  await atomctl(['trust', 'add', 'atomctl.pub']);
  cpSync(path.join(ROOT, 'playbooks', NAME), path.join(demo.folder, NAME), { recursive: true });
  await atomctl(['pack', NAME]);
  await atomctl(['sign', `${NAME}-1.0.0.wpk`, '--key', 'atomctl.key']);
  await atomctl(['verify', `${NAME}-1.0.0.wpk`]);
  await atomctl(['push', `${NAME}-1.0.0.wpk`]);

  chapter('An account that may do what it declares, and nothing else');
  const where = ['-i', `namespace=${space.name}`];
  const roles = await demo.quiet(['rbac', NAME, ...where, '-n', space.name]);
  say(styleText('bold', `$ atomctl rbac ${NAME} ${where.join(' ')} -n ${space.name} | kubectl apply -f -`));
  say((await space.kubectl(['apply', '-f', '-'], roles)).trimEnd());

  chapter('Judge it, plan it, approve it, run it');
  await atomctl(['dry-run', NAME]);
  await atomctl(['plan', NAME, ...where, '-i', `deployment=${web}`, ...TIMES]);
  const plan = await demo.newest('plans');
  await atomctl(['approve', plan, '--reason', 'web crash-loops']);
  await atomctl(['run', '--plan', plan]);
  await kubectl(['get', 'pods']);

  chapter('What it saw before it mended it');
  const run = await demo.newest('runs');
  await atomctl(['runs', 'logs', run, 'previous']);
  await atomctl(['runs', 'logs', run, 'before']);

  chapter('One that no restart mends: the restart is undone, and it says what was seen and what to do');
  const never = await crashing(place, 'never');
  const told = await atomctl(
    ['run', NAME, ...where, '-i', `deployment=${never}`, ...TIMES, '--approve', '--reason', 'is it the pod?'],
    { exit: 1 },
  );
  demo.expectText(told, 'rolled-back');
  await atomctl(['audit', 'verify']);
}

async function crashing({ cluster, space }: Place, why: CrashLoop): Promise<string> {
  const { name, poison } = await looping(cluster, space, why);
  await poison();
  return name;
}
