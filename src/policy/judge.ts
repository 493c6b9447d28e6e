import { atOnce, type InParts } from '../base/in-parts.ts';
import type { JsonObject } from '../base/json.ts';
import { NEWEST_KUBERNETES } from '../model/pod-security.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import { exceptionFor } from './exceptions.ts';
import { issuesInParts, type Uncounted, weigh } from './issues.ts';
import type { Policy } from './policy.ts';
import { BUILT_IN, policyDigest } from './rules.ts';
import { type PackageView, viewInParts } from './view/package-view.ts';

export interface Judgement {
  readonly wpk: Wpk;
  /** Rules that the package's signer may except; empty while nobody has verified who that is. */
  readonly mayExcept: readonly string[];
  readonly now: Date;
  /** What the run will be given, as far as that is known: it is put in before the rules look. */
  readonly inputs?: JsonObject;
  /** The built-in rules when absent. */
  readonly policy?: Policy;
}

/** What the policy says of a package. The same package, inputs, policy and day always give the same verdict. */
export function judge(judgement: Judgement): Verdict {
  return atOnce(judgeInParts(judgement));
}

/** As `judge`, with pauses: a package of ten thousand steps takes seconds. */
export function* judgeInParts(judgement: Judgement): InParts<Verdict> {
  const { wpk, mayExcept, now, inputs = {}, policy = BUILT_IN } = judgement;
  const view = yield* viewInParts(wpk, { inputs, kubernetes: NEWEST_KUBERNETES });
  const except = (issue: Uncounted): Uncounted => {
    const exception = exceptionFor(issue, wpk, { mayExcept, listed: policy.exceptions, now });
    if (exception === undefined) return issue;
    const { state, ...exceptionFrom } = exception;
    return { ...issue, exception: state, exceptionFrom };
  };
  const found = yield* issuesInParts(policy.rules, view, except);
  const { score, class: riskClass, issues } = weigh(found);
  return {
    score,
    class: riskClass,
    suggests: riskClass === 'safe' && !waitsForPerson(view) ? 'auto' : 'manual',
    issues,
    packageDigest: wpk.digest,
    policyDigest: policyDigest(policy),
  };
}

/** What a person has to answer in the middle of a run cannot be started by itself. */
function waitsForPerson(view: PackageView): boolean {
  return view.steps.some(({ type }) => type === 'approval');
}
