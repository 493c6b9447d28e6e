import { AtomError } from '../base/errors.ts';
import type { PlanPreview } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import { resolveInputs } from '../plan/inputs.ts';
import type { Children } from '../plan/nested/family.ts';
import { previewPlan } from '../plan/preview.ts';
import type { Candidate } from './candidate.ts';

/** What the package would do with its default inputs; null where it needs others. */
export async function previewDryRun(
  { wpk }: Candidate,
  verdict: Verdict,
  children: Children | null,
): Promise<PlanPreview | null> {
  try {
    const inputs = await resolveInputs(wpk.manifest.spec.inputs, { file: {}, flags: [] });
    const selection = { skip: [], only: [], resume: null };
    // A dry-run starts nothing, so it tries no limits either.
    const nested = children !== null && { children };
    return previewPlan({ wpk, inputs, selection, verdict, enforced: new Set(), ...nested });
  } catch (thrown) {
    if (thrown instanceof AtomError && thrown.code === 'ATOM_INPUT_INVALID') return null;
    throw thrown;
  }
}
