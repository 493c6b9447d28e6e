import type { Approved } from '../model/plan.ts';
import { type ApproveDeps, approvePlan } from './approve-plan.ts';
import type { RunDeps } from './run/deps.ts';
import { decide } from './run/resume-run.ts';

export interface ApproveAnyDeps extends ApproveDeps {
  readonly run: RunDeps;
}

export interface ApproveAnyRequest {
  /** A plan, or RUN/STEP. */
  readonly subject: string;
  readonly actor: string;
  readonly reason: string;
  readonly ttlMs: number | null;
}

/** One word for both: it lets a plan run, or answers a step of a run that asks. */
export async function approve(
  deps: ApproveAnyDeps,
  { subject, ...request }: ApproveAnyRequest,
): Promise<Approved> {
  const [run, step] = subject.split('/');
  if (run === undefined || step === undefined)
    return approvePlan(deps, { plan: subject, digest: null, ...request });
  const { actor, reason } = request;
  const id = await decide(deps.run, run, { step, decision: 'approved', by: actor, reason });
  return { kind: 'step', run: id, step, by: actor, reason };
}
