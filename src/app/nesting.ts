import type { Executor } from '../ports/executor.ts';
import type { RunDeps } from '../services/run/deps.ts';
import type { NestedPackages } from '../services/run/nested/nesting.ts';
import type { Context } from './context.ts';

/** What carries nested workflows out, and ends what is left of them; loaded where a run has some. */
export function nesting(
  context: Context,
  run: () => RunDeps,
  policy: readonly string[],
): { readonly executor: Executor; readonly endNested: NonNullable<RunDeps['endNested']> } {
  const deps = async () => ({ run: run(), packages: await nestedPackages(context, policy) });
  return {
    executor: {
      type: 'workflow',
      execute: async (step, settings, stepContext) => {
        const { executeWorkflow } = await import('../services/run/nested/execute-workflow.ts');
        return executeWorkflow(await deps(), step, { settings, context: stepContext });
      },
    },
    endNested: async (parent, cancel) => {
      const { endNested } = await import('../services/run/nested/end-nested.ts');
      return endNested(await deps(), parent, cancel);
    },
  };
}

export async function nestedPackages(
  context: Context,
  policy: readonly string[] = [],
): Promise<NestedPackages> {
  const [{ planDeps }, { nestedPackagesOfRuns }] = await Promise.all([
    import('./admission.ts'),
    import('../services/nested-packages-of-runs.ts'),
  ]);
  const { journal } = await context.store.get();
  return nestedPackagesOfRuns({ planning: () => planDeps(context, policy), journal });
}
