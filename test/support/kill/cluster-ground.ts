import { isJsonObject, type Json, type JsonObject } from '../../../src/base/json.ts';
import { mappingAt, textAt } from '../../../src/kubernetes/parts.ts';
import { type Author, author } from '../author.ts';
import type { TestCluster } from '../cluster.ts';
import { EVERY_ACTION, makeScene, type Scene, specOf } from '../cluster/scene.ts';
import { succeed } from '../workbench.ts';
import { type Death, dying, writesIn } from './dying.ts';
import type { EndedRun } from './ends.ts';

const NAME = 'every-action';
/** Owners in a row that may fail to end a run before it counts as stuck. */
const OWNERS = 40;

/** Carries a run of every action, on a scene of its own, whose owners die at these writes, the next one after the other. */
export async function runEveryAction(cluster: TestCluster, deaths: readonly Death[]): Promise<EndedRun> {
  await using scene = await makeScene(cluster);
  const ana = await author();
  await succeed(ana.push(NAME, specOf(Object.keys(EVERY_ACTION))));
  const count = ana.in('writes');
  const owner = (args: readonly string[], death: Death | undefined) =>
    ana.atomctl(args, { env: { KUBECONFIG: scene.space.kubeconfig, ...dying(death, count) } });
  const start = ['run', NAME, '-i', `node=${scene.node}`, '--approve', '--reason', 'to kill it'];
  let kills = 0;
  for (let index = 0; index < OWNERS; index += 1) {
    const begun = await latest(ana);
    const { exitCode, stderr } = await owner(
      begun === undefined ? start : ['runs', 'resume', begun.id],
      deaths[index],
    );
    kills += Number(exitCode === undefined);
    const run = await latest(ana);
    if (run === undefined || run.state !== 'ended') continue;
    const state = await stateOf(scene, run.id);
    return { result: run.result, report: stderr, state, kills, writes: writesIn(count) };
  }
  throw new Error(`the run did not end with ${OWNERS} owners`);
}

interface Latest {
  readonly id: string;
  readonly state: string;
  readonly result: string;
}

async function latest(ana: Author): Promise<Latest | undefined> {
  return (await ana.atomctl(['runs', 'list', '--json'])).json().items[0];
}

const KINDS = 'deployments,statefulsets,replicasets,services,configmaps,secrets,jobs';

/** What it has of each object, and how many revisions each Deployment went through. */
async function stateOf({ space, node }: Scene, run: string): Promise<JsonObject> {
  const list = JSON.parse(await space.kubectl(['get', KINDS, '-o', 'json']));
  const objects: JsonObject[] = list.items;
  const at = JSON.parse(await space.kubectl(['get', 'node', node, '-o', 'json']));
  const named = objects
    .filter((object) => textAt(object, 'kind') !== 'ReplicaSet')
    .map((object): [string, Json] => [
      `${textAt(object, 'kind')} ${textAt(object, 'metadata', 'name')}`,
      lasting(object),
    ])
    .filter(([name]) => name !== 'ConfigMap kube-root-ca.crt');
  const state = { ...Object.fromEntries(named), cordoned: mappingAt(at, 'spec')['unschedulable'] ?? false };
  const text = JSON.stringify(state)
    .replaceAll(run, 'RUN')
    .replaceAll(space.name, 'NAMESPACE')
    .replaceAll(node, 'NODE')
    .replaceAll(/report-[0-9a-f]{10}/g, 'report-MARK');
  return JSON.parse(text);
}

/** Without what the server chose. */
function lasting(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((item: Json) => lasting(item));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !CHOSEN.includes(name) && key !== 'managedFields');
  return Object.fromEntries(entries.map(([name, item]) => [name, lasting(item, name)]));
}

const CHOSEN = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'managedFields',
  'status',
  'generation',
  'clusterIP',
  'clusterIPs',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
];
