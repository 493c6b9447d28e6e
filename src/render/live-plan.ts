import { styleText } from './style.ts';
import type { Json } from '../base/json.ts';
import type { BlastRadius, FieldChange, LivePlan, ObjectChange, ObjectName } from '../model/live-plan.ts';
import type { PlannedCluster } from '../model/plan.ts';
import { printable } from './printable.ts';
import { fields } from './table.ts';

/** Of a long list of items only the first are shown; all are in the plan's JSON. */
const MOST_CHANGES = 50;
const MOST_CHARACTERS = 200;

/** What a plan would do to its cluster, as the one who approves it reads it. */
export function describeLivePlan(live: LivePlan, cluster: PlannedCluster): string[] {
  const { changes, blastRadius } = live;
  const more = changes.length - MOST_CHANGES;
  return [
    '',
    styleText('bold', `In ${printable(cluster.context)} (${printable(cluster.server)}):`),
    ...changes.slice(0, MOST_CHANGES).flatMap(describeChange),
    ...(more > 0 ? [`  and ${more} more objects: atomctl plans show PLAN --json`] : []),
    '',
    fields([...reach(blastRadius), ['asked as', askedAs(cluster)]]),
  ];
}

function askedAs({ account }: PlannedCluster): string {
  if (account === null)
    return 'the user of the kubeconfig; only atomctl holds it to its declared permissions';
  return `the account ${account.namespace}/${account.name}, which the server holds to its permissions`;
}

const SIGNS = {
  create: ['+', 'green'],
  change: ['~', 'yellow'],
  delete: ['-', 'red'],
  evict: ['-', 'red'],
  nothing: ['=', 'dim'],
  conflict: ['!', 'red'],
  unknown: ['?', 'yellow'],
} as const;

function describeChange({ step, object, effect, fields: changed, why }: ObjectChange): string[] {
  const [sign, style] = SIGNS[effect];
  const what = object === null ? 'an object' : showObject(object);
  const because = why === undefined ? '' : styleText('dim', `  ${printable(why)}`);
  return [
    `  ${styleText(style, `${sign} ${effect.padEnd(8)}`)} ${printable(what)}  ${styleText('dim', step)}${because}`,
    ...changed.map(describeField),
  ];
}

function describeField({ path, state, before, after, own, why }: FieldChange): string {
  const name = printable(path);
  if (state === 'conflict') return styleText('red', `      ${name}: ${printable(why ?? '')}`);
  if (state === 'unknown') return styleText('yellow', `      ${name}: unknown, ${printable(why ?? '')}`);
  const by = own ? '' : styleText('dim', '  (by the server)');
  if (before === undefined) return `      ${name}: ${styleText('green', shown(after))}${by}`;
  if (after === undefined) return `      ${name}: ${styleText('red', shown(before))} is removed${by}`;
  return `      ${name}: ${styleText('red', shown(before))} → ${styleText('green', shown(after))}${by}`;
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value ?? null);
  return printable(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);
}

function reach({
  pods,
  replicas,
  objects,
  namespaces,
  budgets,
  dependents,
  unknown,
}: BlastRadius): [string, string][] {
  return [
    [
      'reaches',
      `${objects} objects, ${pods} pods, ${replicas} replicas, in ${namespaces.join(', ') || 'no namespace'}`,
    ],
    ...budgets.map(({ namespace, name, allowed, pods: needed }): [string, string] => [
      'budget',
      `${printable(`${namespace}/${name}`)} lets ${allowed} of its pods be away now; the plan lets ${needed} go`,
    ]),
    ...(dependents.length === 0
      ? []
      : [['stand on it', dependents.map(showObject).map(printable).join(', ')] as [string, string]]),
    ...unknown.map((what): [string, string] => ['not counted', printable(what)]),
  ];
}

function showObject({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
}
