import type { Page } from '../model/list.ts';
import type { Approved, Plan, PlannedRecord, Selection } from '../model/plan.ts';
import type { TypedInputs } from '../services/read-inputs.ts';
import type { Context } from './context.ts';

export interface PlanUses {
  approve(request: {
    subject: string;
    actor: string;
    reason: string;
    ttlMs: number | null;
  }): Promise<Approved>;
  /** Plans a run; also writes the plan to `output`. */
  create(request: NewPlan): Promise<Plan>;
  list(query: { cursor: string | null; limit: number }): Promise<Page<Plan>>;
  show(ref: string): Promise<PlannedRecord>;
}

export interface NewPlan {
  readonly ref: string;
  readonly inputs: TypedInputs;
  readonly selection: Selection;
  readonly requester: string;
  readonly output: string | null;
  /** Policy files beside those of the settings. */
  readonly policy: readonly string[];
}

export function planUses(context: Context): PlanUses {
  const { store, config, now, random } = context;
  return {
    approve: async ({ subject, ...request }) => {
      const { approve } = await import('../services/approve.ts');
      const { runDeps } = await import('./runs.ts');
      const { plans } = await store.get();
      return approve(
        { plans, tenant: config.tenant, now, random, run: await runDeps(context) },
        { subject, ...request },
      );
    },
    create: async ({ policy, ...request }) => {
      const { createPlan } = await import('../services/create-plan.ts');
      const { planDeps } = await import('./admission.ts');
      return createPlan(await planDeps(context, policy), request);
    },
    list: async (query) => (await store.get()).plans.list({ tenant: config.tenant, ...query }),
    show: async (ref) => {
      const { findPlan } = await import('../services/approve-plan.ts');
      return findPlan({ plans: (await store.get()).plans, tenant: config.tenant }, ref);
    },
  };
}
