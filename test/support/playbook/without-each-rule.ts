import type { Json } from '../../../src/base/json.ts';
import type { TestNamespace } from '../cluster.ts';
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
  readonly space: TestNamespace;
  /** Which rules are taken away, of those that are declared. Default: each. */
  readonly which?: (rule: string) => boolean;
  /** Makes the fault anew; before each run. */
  readonly before?: () => Promise<void>;
}

/**
 * Gives the package what `rbac` prints of it, and runs it as that account; then again with each rule taken away, planned
 * before and after. The first run is that with all rules.
 */
export async function withoutEachRule(
  playbook: Shipped,
  inputs: Inputs,
  { space, which = () => true, before = async () => {} }: RuleTrial,
): Promise<{ readonly whole: PlaybookRun; readonly without: readonly OneRule[] }> {
  const objects = await rbacOf(playbook, inputs, space);
  const apply = (items: readonly Json[]) =>
    space.kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  await apply(objects);
  await before();
  const whole = await playbook.run(inputs);
  const without: OneRule[] = [];
  for (const rule of new Set(objects.flatMap(rulesOf)).values()) {
    if (!which(rule)) continue;
    await before();
    const plan = await playbook.approved(inputs);
    await apply(objects.map((object) => less(object, rule)));
    const planned = await playbook.plan(inputs);
    const ended = await playbook.at(['run', '--plan', plan, '--json']);
    without.push({
      rule,
      plan: planned.exitCode === 0 ? null : planned.json().error.message,
      run: ended.exitCode === 0 ? null : ended.json().error.message,
      step: ended.json().error?.details.step ?? null,
    });
    await apply(objects);
  }
  return { whole, without };
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
  const { objects }: { objects: readonly (RbacObject & { readonly [key: string]: Json })[] } = printed.json();
  return objects;
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
