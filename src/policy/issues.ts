import { atOnce, type InParts } from '../base/in-parts.ts';
import type { Issue, RiskClass, Severity } from '../model/verdict.ts';
import type { Finding, Halves, Rule } from './rule.ts';
import { rulesFor } from './rules-for.ts';
import { classOf, type Counted, POINTS, scoreOf } from './score.ts';
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
export function issuesOf(rule: Rule, view: PackageView, except: Except = asItIs): readonly Uncounted[] {
  const found = new Found(rule, except);
  found.add(rule.check(view));
  return found.issues();
}

type Except = (issue: Uncounted) => Uncounted;

const asItIs: Except = (issue) => issue;

/** What one rule finds, from whichever parts of a view. */
class Found {
  readonly rule: Rule;
  readonly #except: Except;
  #alike: Map<string, { readonly issues: Uncounted[]; more: number }> | undefined;

  constructor(rule: Rule, except: Except) {
    this.rule = rule;
    this.#except = except;
  }

  add(findings: Iterable<Finding>): void {
    for (const finding of findings) {
      const issue = this.#except(issueOf(this.rule, finding));
      const key = `${issue.severity} ${issue.exception ?? ''}`;
      this.#alike ??= new Map();
      const group = this.#alike.get(key) ?? { issues: [], more: 0 };
      this.#alike.set(key, group);
      if (group.issues.length < MOST_FINDINGS) group.issues.push(issue);
      else group.more += 1;
    }
  }

  issues(): readonly Uncounted[] {
    // Most rules find nothing in most files.
    if (this.#alike === undefined) return NOTHING;
    const [alone, another] = this.#alike.values();
    if (alone?.more === 0 && another === undefined) return alone.issues;
    return [...this.#alike.values()].flatMap(({ issues, more }) => {
      const last = issues.at(-1);
      if (more === 0 || last === undefined) return issues;
      return [...issues.slice(0, -1), { ...last, what: `${last.what} And ${more} more like this.` }];
    });
  }
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
export function allIssues(rules: readonly Rule[], view: PackageView, except: Except = asItIs): Uncounted[] {
  return atOnce(issuesInParts(rules, view, except));
}

/** As `allIssues`, with pauses. */
export function* issuesInParts(
  rules: readonly Rule[],
  view: PackageView,
  except: Except,
): InParts<Uncounted[]> {
  const chosen = rulesFor(rules, view);
  const found = (yield* foundBy(chosen, view, except)).flatMap((one) => one.issues());
  const said = new Set(found.filter(({ level }) => level === 'baseline').map(placeOf));
  if (said.size === 0) return found;
  return found.filter((issue) => issue.level !== 'restricted' || !said.has(placeOf(issue)));
}

/** Programs that all rules look at between two pauses. */
const PART = 100;

/** What looks at one program after the other. */
interface Walking {
  readonly one: Found;
  readonly halves: Halves;
}

function* foundBy(rules: readonly Rule[], view: PackageView, except: Except): InParts<readonly Found[]> {
  const found: Found[] = [];
  const walking: Walking[] = [];
  for (const rule of rules) {
    const halves = view.programs.length > 0 ? rule.halves : undefined;
    const findings = halves === undefined ? rule.check(view) : halves.beside(view);
    // Most rules find nothing in most files.
    if (halves === undefined && Array.isArray(findings) && findings.length === 0) continue;
    const one = new Found(rule, except);
    one.add(findings);
    found.push(one);
    if (halves !== undefined) walking.push({ one, halves });
    // What lies alone is judged at once.
    if (view.wpk !== null) yield;
  }
  if (walking.length > 0) yield* walk(view, walking);
  return found;
}

/** Each program is looked at by all rules before the next is: those of a long package are not held. */
function* walk(view: PackageView, walking: readonly Walking[]): InParts<undefined> {
  let walked = 0;
  for (const program of view.programs) {
    for (const { one, halves } of walking) one.add(halves.inProgram(program, view));
    walked += 1;
    if (walked % PART === 0) yield;
  }
  return undefined;
}

function placeOf({ object, field, location: { file, line, col } }: Uncounted): string {
  return `${file}\0${line}:${col}\0${field}\0${object ?? '\0'}`;
}

export interface Weighed {
  readonly score: number;
  readonly class: RiskClass;
  /** Worst first. */
  readonly issues: readonly Issue[];
}

export function weigh(found: readonly Uncounted[]): Weighed {
  if (found.length === 0) return { score: 0, class: classOf(0), issues: [] };
  const { score, contributions } = scoreOf(found.map(countedOf));
  const issues = found.map((issue, index): Issue => ({ ...issue, contribution: contributions[index] ?? 0 }));
  return { score, class: classOf(score), issues: issues.toSorted(worstFirst) };
}

function countedOf({ rule, severity, exception }: Uncounted): Counted {
  return { rule, severity, granted: exception === 'granted' };
}

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

function worstFirst(a: Issue, b: Issue): number {
  if (a.exception !== b.exception) {
    const granted = Number(a.exception === 'granted') - Number(b.exception === 'granted');
    if (granted !== 0) return granted;
  }
  if (a.severity === b.severity) return 0;
  return POINTS[b.severity] - POINTS[a.severity] || ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity);
}
