import type { AdmittedWpk } from '../model/trust.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Children, familyOf } from '../plan/nested/family.ts';
import { riskiest } from '../plan/nested/stricter.ts';
import { requireClass } from '../plan/require-class.ts';
import type { Judgement } from '../policy/judge.ts';
import { judgePackage } from './judge-package.ts';

interface Family extends Pick<Judgement, 'inputs' | 'now' | 'policy'> {
  readonly wpk: AdmittedWpk;
  readonly children: Children<AdmittedWpk>;
}

/**
 * Judges a package and all that it nests: none is worse than it may be by itself, nor than the package around allows.
 * The verdict is the package's own, as risky as the riskiest. @throws {AtomError} ATOM_POLICY_REFUSED
 */
export async function judgeFamily({ wpk, children, ...judging }: Family): Promise<Verdict> {
  const verdict = await judgePackage({ wpk, mayExcept: wpk.mayExcept, ...judging });
  requireClass(verdict, wpk.manifest);
  const nested: Verdict[] = [];
  const { now, policy } = judging;
  for (const { wpk: child } of familyOf(children)) {
    const judged = await judgePackage({
      wpk: child,
      mayExcept: child.mayExcept,
      now,
      ...(policy !== undefined && { policy }),
    });
    requireClass(judged, child.manifest);
    requireClass(judged, wpk.manifest, `${child.name}@${child.version}`);
    nested.push(judged);
  }
  return riskiest(verdict, nested);
}
