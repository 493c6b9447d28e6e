import { canonicalJson } from '../../base/canonical.ts';
import { digestOf } from '../../base/digest.ts';
import { type Budget, newBudget } from '../../base/expression/budget.ts';
import type { OwnRule } from '../../model/generated/policy.ts';
import type { Severity } from '../../model/verdict.ts';
import type { Finding, Rule } from '../rule.ts';
import { POINTS } from '../score.ts';
import type { PackageView } from '../view/package-view.ts';
import { type Answer, ask } from './ask.ts';
import { type Subject, subjectsOf } from './subjects.ts';

/** What one rule may spend on a package, and what all of a policy may: 0.4 s and 4 s of loops at worst. */
const RULE_ROUNDS = 1_000_000;
const POLICY_ROUNDS = 10_000_000;

/** What the rules of a policy have left for a package. */
const pools = new WeakMap<PackageView, Budget>();

/** A rule that somebody wrote in a policy file, as one of the rules that judge. It has been checked. */
export function ruleOf(written: OwnRule): Rule {
  const { id, title, severity, why, fix, reference } = written;
  const { tests: _, ...said } = written;
  return {
    id,
    version: 1,
    definition: digestOf(canonicalJson({ ...said })),
    title: onOneLine(title),
    severity,
    why: onOneLine(why),
    fix: onOneLine(fix),
    ...(reference !== undefined && { reference }),
    check: (view) => check(written, view),
  };
}

function onOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

function* check(rule: OwnRule, view: PackageView): Iterable<Finding> {
  const pool = poolOf(view);
  const budget = newBudget(Math.min(RULE_ROUNDS, pool.rounds));
  const given = budget.rounds;
  try {
    for (const subject of subjectsOf(view, rule.scope)) {
      const answer = ask(rule, subject.values, budget);
      if (answer.kind !== 'clear') yield findingOf(rule, answer, subject);
      if (answer.kind === 'failed' && answer.exhausted) return;
    }
  } finally {
    pool.rounds -= given - Math.max(0, budget.rounds);
  }
}

function poolOf(view: PackageView): Budget {
  const known = pools.get(view);
  if (known !== undefined) return known;
  const pool = newBudget(POLICY_ROUNDS);
  pools.set(view, pool);
  return pool;
}

function findingOf(rule: OwnRule, answer: Exclude<Answer, { kind: 'clear' }>, { place }: Subject): Finding {
  switch (answer.kind) {
    case 'found':
      return { ...place(), what: answer.message };
    case 'open':
      return {
        ...place(),
        what: `It cannot be decided: ${answer.why}.`,
        severity: atMostMedium(rule.severity),
      };
    case 'failed':
      return { ...place(), what: `It cannot be decided: ${answer.why}.`, severity: 'medium' };
  }
}

/** What only the run knows is at worst what the rule would find, and never more than caution. */
function atMostMedium(severity: Severity): Severity {
  return POINTS[severity] > POINTS.medium ? 'medium' : severity;
}
