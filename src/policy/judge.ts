import type { JsonObject } from '../base/json.ts';
import type { Issue, Severity, Verdict } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import { exceptionFor } from './exceptions.ts';
import type { Finding, Rule } from './rule.ts';
import { policyDigest, RULES } from './rules.ts';
import { classOf, POINTS, scoreOf } from './score.ts';
import { type PackageView, viewPackage } from './view/package-view.ts';

export interface Judgement {
  readonly wpk: Wpk;
  /** Rules that the package's signer may except; empty while nobody has verified who that is. */
  readonly mayExcept: readonly string[];
  readonly now: Date;
  /** What the run will be given, as far as that is known: it is put in before the rules look. */
  readonly inputs?: JsonObject;
}

/** What one rule may report of one package; the rest is summed up in the last. */
const MOST_FINDINGS = 200;

/** What the policy says of a package. The same package, inputs and day always give the same verdict. */
export function judge({ wpk, mayExcept, now, inputs = {} }: Judgement): Verdict {
  const view = viewPackage(wpk, inputs);
  const found = RULES.flatMap((rule) => issuesOf(rule, view)).map((issue) => {
    const exception = exceptionFor(issue, wpk, { mayExcept, now });
    return exception === undefined ? issue : { ...issue, exception };
  });
  const counted = found.map(({ rule, severity, exception }) => ({
    rule,
    severity,
    granted: exception === 'granted',
  }));
  const { score, contributions } = scoreOf(counted);
  const issues = found.map((issue, index) => ({ ...issue, contribution: contributions[index] ?? 0 }));
  const riskClass = classOf(score);
  return {
    score,
    class: riskClass,
    suggests: riskClass === 'safe' && !waitsForPerson(view) ? 'auto' : 'manual',
    issues: issues.toSorted(worstFirst),
    packageDigest: wpk.digest,
    policyDigest: policyDigest(RULES),
  };
}

type Uncounted = Omit<Issue, 'contribution'>;

function issuesOf(rule: Rule, view: PackageView): Uncounted[] {
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

function issueOf(rule: Rule, { severity, what, step, field, location, object }: Finding): Uncounted {
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
    ...(control !== undefined && { control }),
  };
}

/** What a person has to answer in the middle of a run cannot be started by itself. */
function waitsForPerson(view: PackageView): boolean {
  return view.steps.some(({ type }) => type === 'approval');
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
