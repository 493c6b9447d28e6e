import { AtomError } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { PlanPreview } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import { resolveInputs } from '../plan/inputs.ts';
import { previewPlan } from '../plan/preview.ts';
import type { Candidate } from './dry-run.ts';

/** What the package would do with its default inputs; null where it needs others. */
export async function previewDryRun({ wpk }: Candidate, verdict: Verdict): Promise<PlanPreview | null> {
  const inputs = await defaultInputs(wpk.manifest.spec.inputs);
  if (inputs === null) return null;
  return previewPlan({
    wpk,
    inputs,
    selection: { skip: [], only: [], resume: null },
    verdict,
    // A dry-run starts nothing, so it tries no limits either.
    enforced: new Set(),
  });
}

async function defaultInputs(schema: Parameters<typeof resolveInputs>[0]): Promise<JsonObject | null> {
  try {
    return await resolveInputs(schema, { file: {}, flags: [] });
  } catch (thrown) {
    if (thrown instanceof AtomError && thrown.code === 'ATOM_INPUT_INVALID') return null;
    throw thrown;
  }
}
