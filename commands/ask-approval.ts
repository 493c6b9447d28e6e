import { AtomError } from '../src/base/errors.ts';
import type { Plan } from '../src/model/plan.ts';
import { describePlan } from '../src/render/plan.ts';

type Ask = (plan: Plan) => Promise<{ readonly reason: string } | null>;

/** Shows a plan to the person at the terminal and asks; undefined where there is none, as nothing then waits for a key. */
export function askApproval(say: (text: string) => void): Ask | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (plan) => {
    const { confirm, isCancel, text } = await import('@clack/prompts');
    say(describePlan(plan));
    const yes = await confirm({
      message: `Run ${plan.package.name}@${plan.package.version}?`,
      initialValue: false,
    });
    if (isCancel(yes)) throw interrupted(plan);
    if (!yes) return null;
    const reason = await text({
      message: 'Why?',
      validate: (given) => (given?.trim() ? undefined : 'The audit log keeps a reason.'),
    });
    if (isCancel(reason)) throw interrupted(plan);
    return { reason };
  };
}

function interrupted(plan: Plan): AtomError {
  return new AtomError('ATOM_INTERRUPTED', 'Nothing was run', { hint: `atomctl run --plan ${plan.id}` });
}
