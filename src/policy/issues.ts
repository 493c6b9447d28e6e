import type { Issue, RiskClass, Severity } from '../model/verdict.ts';
import type { Finding, Rule } from './rule.ts';
import { classOf, POINTS, scoreOf } from './score.ts';
import type { PackageView } from './view/package-view.ts';

/** What one rule may report of one view; the rest is summed up in the last. */
const MOST_FINDINGS = 200;

/** An issue before it is known what it adds to the score. */
export type Uncounted = Omit<Issue, 'contribution'>;

/** What a rule finds, bounded. */
export function issuesOf(rule: Rule, view: PackageView): Uncounted[] {
  const issues: Uncounted[] = [];
  let more = 0;
  for (const finding of rule.check(view)) {
    if (issues.length < MOST_FINDINGS) issues.push(issueOf(rule, finding));
    else more += 1;
  }
  const last = issues.at(-1);
  if (more > 0 && last !== undefined)
    issues[issues.length - 1] = { ...last, what: `${last.what} And ${more} more like this.` };
  return issues;
}

function issueOf(rule: Rule, finding: Finding): Uncounted {
  const { severity, what, step, field, location, object, beyondControl } = finding;
  const { id, title, why, fix, reference, control } = rule;
  return {
    rule: id,
    title,
    severity: severity ?? rule.severity,
    step,
    ...(object !== undefined && { object }),
    field,
    location,
    what,
    why,
    fix,
    ...(reference !== undefined && { reference }),
    ...(control !== undefined && beyondControl === undefined && { control }),
  };
}

export interface Weighed {
  readonly score: number;
  readonly class: RiskClass;
  /** Worst first. */
  readonly issues: readonly Issue[];
}

export function weigh(found: readonly Uncounted[]): Weighed {
  const counted = found.map(({ rule, severity, exception }) => ({
    rule,
    severity,
    granted: exception === 'granted',
  }));
  const { score, contributions } = scoreOf(counted);
  const issues = found.map((issue, index) => ({ ...issue, contribution: contributions[index] ?? 0 }));
  return { score, class: classOf(score), issues: issues.toSorted(worstFirst) };
}

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

function worstFirst(a: Issue, b: Issue): number {
  const granted = Number(a.exception === 'granted') - Number(b.exception === 'granted');
  return (
    granted ||
    POINTS[b.severity] - POINTS[a.severity] ||
    ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)
  );
}
