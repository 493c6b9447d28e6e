import type { PlanPreview } from './plan.ts';
import type { Verdict } from './verdict.ts';

/** What a dry-run says of a package. Nobody can approve it. */
export interface DryRun extends Verdict {
  readonly name: string;
  readonly version: string;
  /** What it would do; null where that depends on inputs which a dry-run is not given. */
  readonly preview: PlanPreview | null;
}
