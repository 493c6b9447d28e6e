import { setTimeout as sleep } from 'node:timers/promises';
import { AtomError } from '../base/errors.ts';
import type { ApprovedPlan, Plan, Selection } from '../model/plan.ts';
import type { RunId } from '../model/run.ts';
import type { AdmittedWpk } from '../model/trust.ts';
import { approvedPlan, isUsable, refuseOtherDigest } from '../plan/grant.ts';
import { admitPackage, admitVerified, readmitPackage, refuseYanked, runPackage } from './admit-package.ts';
import { findPlan, grant } from './approve-plan.ts';
import { type AuthorDeps, authorPackage } from './author-package.ts';
import type { CreatePlanDeps } from './create-plan.ts';
import { planRun } from './plan-run.ts';
import { refuseChanged, refuseDrifted } from './refuse-changed.ts';
import { readInputs, type TypedInputs } from './read-inputs.ts';
import type { Carried } from './run/carry.ts';
import type { RunDeps, RunOptions } from './run/deps.ts';
import { recordOf } from './run/list-runs.ts';
import { runApproved, type RunRequest } from './run/run-approved.ts';

const QUEUE_POLL_MS = 500;

export interface StartDeps extends CreatePlanDeps, AuthorDeps {
  readonly run: RunDeps;
}

/** What is to be run. */
export type Subject =
  | { readonly kind: 'plan'; readonly plan: string }
  /** A file or NAME[@VERSION]. */
  | {
      readonly kind: 'package';
      readonly ref: string;
      readonly inputs: TypedInputs;
      readonly selection: Selection;
    }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      readonly key: string;
      readonly inputs: TypedInputs;
      readonly selection: Selection;
    };

export interface StartRequest {
  readonly subject: Subject;
  readonly requester: string;
  /** The word of the one who started it, where they gave it beforehand. */
  readonly approval: {
    readonly reason: string /** Null: the plan as it comes out. */;
    readonly digest: string | null;
  } | null;
  /** Shows the plan to a person and asks; null: not approved. Undefined: nobody is there to ask. */
  readonly ask: ((plan: Plan) => Promise<{ readonly reason: string } | null>) | undefined;
  /** What to do when another run holds an object. */
  readonly onConflict: 'queue' | 'reject';
}

export interface StartedRun {
  readonly run: RunId;
  readonly plan: Plan;
  readonly carried: Carried;
}

/** Plans (or takes a plan), has it approved, and carries the run as far as it goes. */
export async function startRun(
  deps: StartDeps,
  request: StartRequest,
  options: RunOptions,
): Promise<StartedRun> {
  const { plan, wpk, cosignSig } = await planned(deps, request);
  const approved = await approve(deps, plan, request);
  const { requester } = request;
  const started = { approved, wpk, requester, tenant: deps.tenant, cosignSig };
  let ownerless: RunId | undefined;
  for (;;) {
    try {
      return { plan, ...(await runApproved(deps.run, started, options)) };
    } catch (error) {
      const locked = error instanceof AtomError && error.code === 'ATOM_OBJECT_LOCKED';
      if (!locked || request.onConflict === 'reject') throw error;
      const holder = await recordOf(deps.run, String(error.details?.['run']));
      // A run that was made just now has no owner yet: one look is not enough.
      if (holder.state === 'interrupted' && holder.id === ownerless) throw abandoned(error, holder.id);
      ownerless = holder.state === 'interrupted' ? holder.id : undefined;
      await turn(plan, options.signal);
      // What held when the queue was joined must hold when the run starts.
      approvedPlan(plan, approved.approval, deps.now());
      await replanned(deps, plan.id);
    }
  }
}

/** A run that nobody carries, and that waits for nobody, never lets go of what it holds. */
function abandoned({ message, details }: AtomError, holder: RunId): AtomError {
  return new AtomError('ATOM_OBJECT_LOCKED', `${message}, whose process is gone`, {
    hint: `atomctl runs resume ${holder}  (or: atomctl runs cancel ${holder})`,
    ...(details !== undefined && { details }),
  });
}

/** @throws {AtomError} ATOM_INTERRUPTED */
async function turn(plan: Plan, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(QUEUE_POLL_MS, undefined, { signal });
  } catch {
    throw new AtomError('ATOM_INTERRUPTED', 'Nothing was run: it was still waiting for its turn', {
      hint: `atomctl run --plan ${plan.id}`,
    });
  }
}

/** A plan, and what its run needs of the package: the rest is let go before the run begins. */
interface Planned extends Pick<RunRequest, 'wpk' | 'cosignSig'> {
  readonly plan: Plan;
}

async function planned(deps: StartDeps, { subject, requester }: StartRequest): Promise<Planned> {
  if (subject.kind === 'plan') return replanned(deps, subject.plan);
  const { selection } = subject;
  const inputs = await readInputs(deps.files, subject.inputs);
  const wpk =
    subject.kind === 'package'
      ? await admitPackage(deps, subject.ref)
      : await admitVerified(await authorPackage(deps, subject));
  const { plan } = await planRun(deps, wpk, { inputs, selection, requester });
  return withPackage(plan, wpk);
}

/** The plan as it was kept, if it would still come out the same today. @throws {AtomError} ATOM_APPROVAL_STALE */
async function replanned(deps: StartDeps, ref: string): Promise<Planned> {
  const { plan } = await findPlan(deps, ref);
  const wpk = await readmitPackage(deps, plan.package);
  await refuseYanked(deps, wpk);
  await refuseChanged(deps, plan, wpk);
  await refuseDrifted(deps, plan, wpk);
  return withPackage(plan, wpk);
}

function withPackage(plan: Plan, wpk: AdmittedWpk): Planned {
  return { plan, wpk: runPackage(wpk), cosignSig: Buffer.from(wpk.signatures[0].proof).toString('base64') };
}

async function approve(
  deps: StartDeps,
  plan: Plan,
  { approval, ask, requester }: StartRequest,
): Promise<ApprovedPlan> {
  if (approval !== null) refuseOtherDigest(plan, approval.digest);
  const existing = await deps.plans.approval(plan.id);
  if (existing !== null && isUsable(plan, existing, deps.now()))
    return approvedPlan(plan, existing, deps.now());
  const word = approval ?? (await asked(plan, ask));
  if (word !== null) {
    await grant(deps, plan, {
      actor: requester,
      reason: word.reason,
      ttlMs: null,
      digest: word.digest,
    });
  }
  return approvedPlan(plan, await deps.plans.approval(plan.id), deps.now());
}

async function asked(plan: Plan, ask: StartRequest['ask']): Promise<{ reason: string; digest: null } | null> {
  const answer = await ask?.(plan);
  return answer === undefined || answer === null ? null : { ...answer, digest: null };
}
