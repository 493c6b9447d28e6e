import type { DryRun } from '../model/dry-run.ts';
import type { PlanPreview } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Children } from '../plan/nested/family.ts';
import type { Policy } from '../policy/policy.ts';
import { type Candidate, type CandidateDeps, candidateOf } from './candidate.ts';
import { judgeNested } from './judge-nested.ts';
import { judgePackage } from './judge-package.ts';

export interface DryRunDeps extends CandidateDeps {
  /** What judges packages here. */
  readonly policy: () => Promise<Policy>;
  /** What it would do, where that can be told without inputs. */
  readonly preview: (
    candidate: Candidate,
    verdict: Verdict,
    children: Children | null,
  ) => Promise<PlanPreview | null>;
  /** Keeps what was found, bound to the digests of package and policy. */
  readonly record: (dryRun: DryRun) => Promise<void>;
  readonly now: () => Date;
}

/** Judges a folder, a file or NAME[@VERSION]. Nothing is started, and no signature is needed. */
export async function dryRun(deps: DryRunDeps, { ref }: { readonly ref: string }): Promise<DryRun> {
  const policy = await deps.policy();
  const candidate = await candidateOf(deps, ref);
  const { wpk, mayExcept } = candidate;
  const now = deps.now();
  const own = await judgePackage({ wpk, mayExcept, now, policy });
  const { verdict, nested, children } = await judgeNested(wpk, own, { resolve: deps.resolve, policy, now });
  const preview = await deps.preview(candidate, verdict, children);
  const result = { name: wpk.name, version: wpk.version, ...verdict, nested, preview };
  await deps.record(result);
  return result;
}
