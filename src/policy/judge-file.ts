import type { Level } from '../model/pod-security.ts';
import type { Wpk } from '../model/wpk.ts';
import { allIssues, issuesOf, type Weighed, weigh } from './issues.ts';
import type { Rule } from './rule.ts';
import type { Policy } from './policy.ts';
import { undecided } from './rules/undecided.ts';
import { RULES } from './rules.ts';
import { viewFile, viewUnread } from './view/file-view.ts';
import type { PackageView } from './view/package-view.ts';
import type { SourceFile } from './view/source-file.ts';

/** What files are measured by. */
export interface Measure {
  /** The controls of this Pod Security level and nothing else; null for every rule. */
  readonly level: Level | null;
  /** The minor version of Kubernetes 1 whose controls count. */
  readonly kubernetes: number;
  /** What judges where no level is asked for. */
  readonly policy: Policy;
}

/** What the policy says of a manifest or program that lies alone. Never throws, whatever the file holds. */
export async function judgeFile(file: SourceFile, measure: Measure): Promise<Weighed> {
  const { kubernetes, level } = measure;
  return judgeView(await viewFile(file, { kubernetes, programs: level === null }), measure);
}

/** What it says of a file that could not even be read: it stays undecided. */
export function judgeUnread(file: SourceFile, message: string): Weighed {
  return weigh(issuesOf(undecided, viewUnread(file, message)));
}

/** What it says of a package where neither inputs nor signer are known. */
export async function judgeUnsigned(wpk: Wpk, measure: Measure): Promise<Weighed> {
  const { viewPackage } = await import('./view/package-view.ts');
  return judgeView(viewPackage(wpk, { inputs: {}, kubernetes: measure.kubernetes }), measure);
}

function judgeView(view: PackageView, { level, policy }: Measure): Weighed {
  if (level === null) return weigh(allIssues(policy.rules, view));
  const found = rulesOf(level).flatMap((rule) => issuesOf(rule, view));
  // What cannot be read as a manifest stays an issue at every level: nobody knows which controls it breaks.
  const unknown = issuesOf(undecided, { ...view, programs: [], effects: [] });
  return weigh([...found.filter(({ control }) => control !== undefined), ...unknown]);
}

function rulesOf(level: Level): Rule[] {
  return RULES.filter(
    (rule) => rule.level === 'baseline' || (rule.level === 'restricted' && level === 'restricted'),
  );
}
