import { readFileSync } from 'node:fs';
import type { Json } from '../../../src/base/json.ts';
import type { TestCluster, TestNamespace } from '../cluster.ts';
import type { Inputs, PlaybookRun, Shipped } from './shipped.ts';

/** A rule of the package's own account, down to one verb on one resource, and what is said where it is not there. */
export interface OneRule {
  /** As in `patch deployments`. */
  readonly rule: string;
  /** Why it cannot be planned; null: it can. */
  readonly plan: string | null;
  /** Why a run of a plan from before ended, or was not started; null: it succeeded without it. */
  readonly run: string | null;
  /** The step at which it ended; null: it was not started. */
  readonly step: string | null;
}

export interface RuleTrial {
  readonly cluster: TestCluster;
  readonly space: TestNamespace;
  /** Which rules are taken away, of those that are declared. Default: each. */
  readonly which?: (rule: string) => boolean;
  /** Makes the fault anew; before a run that may come to it. */
  readonly before?: () => Promise<void>;
}

/** What a playbook did as its own account, and what became of it without each of its rules. */
export interface Trials {
  readonly whole: PlaybookRun;
  /** Declared, and not used by that run; null: the cluster has no audit log that says so. */
  readonly unused: readonly string[] | null;
  readonly without: readonly OneRule[];
}

/**
 * Gives the package what `rbac` prints of it, and runs it as that account; then plans and runs it with each rule taken
 * away. A run that is refused leaves its approval to the next.
 */
export async function withoutEachRule(
  playbook: Shipped,
  inputs: Inputs,
  { cluster, space, which = () => true, before = async () => {} }: RuleTrial,
): Promise<Trials> {
  const { account, objects } = await rbacOf(playbook, inputs, space);
  const apply = (items: readonly Json[]) =>
    space.kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  await apply(objects);
  await before();
  const whole = await playbook.run(inputs);
  const rules = [...new Set(objects.flatMap(rulesOf))];
  const used = cluster.auditLog === null ? null : usedBy(cluster.auditLog, `${space.name}:${account.name}`);
  await before();
  let plan = await playbook.approved(inputs);
  const without: OneRule[] = [];
  for (const rule of rules.filter(which)) {
    await apply(objects.map((object) => less(object, rule)));
    const { said, isBegun } = await tried(playbook, { rule, inputs, plan });
    without.push(said);
    if (!isBegun) continue;
    await apply(objects);
    await before();
    plan = await playbook.approved(inputs);
  }
  await apply(objects);
  return { whole, unused: used === null ? null : rules.filter((rule) => !used.has(rule)), without };
}

interface Trial {
  readonly rule: string;
  readonly inputs: Inputs;
  /** Approved while the rule was there. */
  readonly plan: string;
}

/** What a plan and a run say without a rule, and whether the run was begun. */
async function tried(
  playbook: Shipped,
  { rule, inputs, plan }: Trial,
): Promise<{ readonly said: OneRule; readonly isBegun: boolean }> {
  const planned = await playbook.plan(inputs);
  const ended = await playbook.at(['run', '--plan', plan, '--json']);
  const { message = null, details = {} } = ended.json().error ?? {};
  const refusal: string | null = planned.exitCode === 0 ? null : planned.json().error.message;
  return {
    said: { rule, plan: refusal, run: message, step: details.step ?? null },
    isBegun: ended.exitCode === 0 || details.run !== undefined,
  };
}

/** What an account asked the API server, as in `patch deployments`. Who watches lists where a server is older than 1.32. */
function usedBy(auditLog: string, account: string): ReadonlySet<string> {
  const user = `system:serviceaccount:${account}`;
  const lines = readFileSync(auditLog, 'utf8').split('\n');
  const events = lines
    .filter((line) => line.includes(user) && line.endsWith('}'))
    .map((line) => JSON.parse(line));
  const asked = events.filter((event) => event.user?.username === user && event.objectRef !== undefined);
  return new Set(
    asked.flatMap(({ verb, objectRef: { resource, subresource } }) =>
      (verb === 'watch' ? ['watch', 'list'] : [verb]).map((one) =>
        subresource === undefined ? `${one} ${resource}` : `${one} ${resource}/${subresource}`,
      ),
    ),
  );
}

interface RbacObject {
  readonly rules?: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

async function rbacOf(playbook: Shipped, inputs: Inputs, space: TestNamespace) {
  const given = Object.entries(inputs).flatMap(([name, value]) => [
    '-i',
    `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  ]);
  const printed = await playbook.at(['rbac', playbook.ref, '-n', space.name, ...given, '--json']);
  if (printed.exitCode !== 0) throw new Error(printed.stderr);
  const rbac: {
    readonly account: { readonly name: string };
    readonly objects: readonly (RbacObject & { readonly [key: string]: Json })[];
  } = printed.json();
  return rbac;
}

function rulesOf({ rules = [] }: RbacObject): string[] {
  return rules.flatMap(({ resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)),
  );
}

/** The same without one verb on one resource. */
function less<Kind extends RbacObject>(object: Kind, rule: string): Kind {
  if (object.rules === undefined) return object;
  const single = object.rules.flatMap(({ resources, verbs, ...rest }) =>
    resources.map((resource) => ({
      ...rest,
      resources: [resource],
      verbs: verbs.filter((verb) => `${verb} ${resource}` !== rule),
    })),
  );
  return { ...object, rules: single.filter(({ verbs }) => verbs.length > 0) };
}
