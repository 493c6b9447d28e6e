import type { PlanPreview } from './plan.ts';
import type { Judged, Verdict } from './verdict.ts';

/** What was found in a workflow that the package nests, at whatever depth. */
export interface NestedVerdict extends Omit<Judged, 'file'> {
  /** NAME@VERSION. */
  readonly workflow: string;
}

/** What a dry-run says of a package, which is as risky as the riskiest that it nests. Nobody can approve it. */
export interface DryRun extends Verdict {
  readonly name: string;
  readonly version: string;
  /** Each once. One that is not here to be read, or cannot be nested, is undecided. */
  readonly nested: readonly NestedVerdict[];
  /** What it would do; null where that depends on inputs which a dry-run is not given. */
  readonly preview: PlanPreview | null;
}
