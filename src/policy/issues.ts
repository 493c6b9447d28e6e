import type { Issue, RiskClass, Severity } from '../model/verdict.ts';
import type { Finding, Rule } from './rule.ts';
import { rulesFor } from './rules-for.ts';
import { classOf, POINTS, scoreOf } from './score.ts';
import type { PackageView } from './view/package-view.ts';

/** What one rule may report of one view and severity; the rest is summed up in the last. */
const MOST_FINDINGS = 200;

const NOTHING: readonly Uncounted[] = [];

/** An issue before it is known what it adds to the score. */
export type Uncounted = Omit<Issue, 'contribution'>;

/**
 * What a rule finds, bounded, with what `except` says of it. Only what counts alike is summed up: nothing hides
 * behind many that are less bad, or excepted.
 */
export function issuesOf(
  rule: Rule,
  view: PackageView,
  except: (issue: Uncounted) => Uncounted = (issue) => issue,
): readonly Uncounted[] {
  let alike: Map<string, { readonly issues: Uncounted[]; more: number }> | undefined;
  for (const finding of rule.check(view)) {
    const issue = except(issueOf(rule, finding));
    alike ??= new Map();
    const key = `${issue.severity} ${issue.exception ?? ''}`;
    const group = alike.get(key) ?? { issues: [], more: 0 };
    alike.set(key, group);
    if (group.issues.length < MOST_FINDINGS) group.issues.push(issue);
    else group.more += 1;
  }
  // Most rules find nothing in most files.
  if (alike === undefined) return NOTHING;
  return [...alike.values()].flatMap(({ issues, more }) => {
    const last = issues.at(-1);
    if (more === 0 || last === undefined) return issues;
    return [...issues.slice(0, -1), { ...last, what: `${last.what} And ${more} more like this.` }];
  });
}

function issueOf(rule: Rule, finding: Finding): Uncounted {
  const { severity = rule.severity, what, step, field, location, object, beyondControl } = finding;
  const { id, title, why, fix, reference, control, level } = rule;
  // By the thousand in a large check, so made without spreading what is not there; the order is that of --json.
  const issue: Writable<Uncounted> =
    object === undefined
      ? { rule: id, title, severity, step, field, location, what, why, fix }
      : { rule: id, title, severity, step, object, field, location, what, why, fix };
  if (reference !== undefined) issue.reference = reference;
  if (beyondControl === undefined && control !== undefined) issue.control = control;
  if (beyondControl === undefined && level !== undefined) issue.level = level;
  return issue;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What all rules find; where the baseline level speaks of a place, the restricted level need not. */
export function allIssues(
  rules: readonly Rule[],
  view: PackageView,
  except?: (issue: Uncounted) => Uncounted,
): Uncounted[] {
  const found = rulesFor(rules, view).flatMap((rule) => issuesOf(rule, view, except));
  const said = new Set(found.filter(({ level }) => level === 'baseline').map(placeOf));
  if (said.size === 0) return found;
  return found.filter((issue) => issue.level !== 'restricted' || !said.has(placeOf(issue)));
}

function placeOf({ object, field, location }: Uncounted): string {
  return JSON.stringify([object, field, location]);
}

export interface Weighed {
  readonly score: number;
  readonly class: RiskClass;
  /** Worst first. */
  readonly issues: readonly Issue[];
}

export function weigh(found: readonly Uncounted[]): Weighed {
  if (found.length === 0) return { score: 0, class: classOf(0), issues: [] };
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
