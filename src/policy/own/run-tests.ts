import type { OwnRule, RuleTest } from '../../model/generated/policy.ts';
import type { Wpk } from '../../model/wpk.ts';
import { NEWEST_KUBERNETES } from '../../model/pod-security.ts';
import { newBudget } from '../../base/expression/budget.ts';
import { viewPackage } from '../view/package-view.ts';
import { type Answer, ask } from './ask.ts';
import { subjectsOf } from './subjects.ts';

/** Judges the package of a test by its rule, and by nothing else: why the test fails, or null where it passes. */
export function outcomeOf(rule: OwnRule, { finds }: Pick<RuleTest, 'finds'>, wpk: Wpk): string | null {
  const answers = answersOf(rule, wpk);
  if (answers.length === 0) return `there is no ${rule.scope} in the input to ask about`;
  for (const answer of answers)
    if (answer.kind === 'open' || answer.kind === 'failed') return `it cannot be decided: ${answer.why}`;
  const messages = answers.flatMap((answer) => (answer.kind === 'found' ? answer.message : []));
  const [first] = messages;
  if (finds === false) return first === undefined ? null : `it finds something: ${first}`;
  if (first === undefined) return 'it finds nothing';
  return finds === true || messages.includes(finds) ? null : `it says: ${first}`;
}

function answersOf(rule: OwnRule, wpk: Wpk): Answer[] {
  const budget = newBudget();
  const view = viewPackage(wpk, { inputs: {}, kubernetes: NEWEST_KUBERNETES });
  return Array.from(subjectsOf(view, rule.scope), ({ values }) => ask(rule, values, budget));
}
