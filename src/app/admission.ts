import type { ServiceAccount } from '../model/cluster.ts';
import type { AdmitDeps } from '../services/admit-package.ts';
import type { CreatePlanDeps } from '../services/create-plan.ts';
import type { VerifyFileDeps } from '../services/verify-file.ts';
import type { Files } from '../ports/files.ts';
import { EXECUTED } from '../adapters/executor/executed.ts';
import { clustersOf } from './clusters.ts';
import type { Context } from './context.ts';
import { verifyDeps } from './trust.ts';

/** What it takes to let a package in: the registry, and the one function that decides whom to trust. */
export async function admission(context: Context): Promise<AdmitDeps & { readonly files: Files }> {
  const [{ verifyFile }, { verifyPackage }, { disk }] = await Promise.all([
    import('../services/verify-file.ts'),
    import('../services/verify-package.ts'),
    import('../adapters/files/disk.ts'),
  ]);
  const deps: VerifyFileDeps = await verifyDeps(context);
  return {
    files: disk,
    registry: (await context.store.get()).registry,
    verify: (request) => verifyPackage(deps, request),
    verifyFile: (file) => verifyFile(deps, { file }),
    tenant: context.config.tenant,
  };
}

/** What planning takes besides; `policy` names files that judge beside those of the settings. */
export async function planDeps(context: Context, policy: readonly string[] = []): Promise<CreatePlanDeps> {
  const { now, random } = context;
  const asked = new Map<string, Promise<ServiceAccount | null>>();
  return {
    ...(await admission(context)),
    plans: (await context.store.get()).plans,
    stepTypes: new Set([...EXECUTED, 'workflow', 'k8s']),
    enforced: async () => {
      const { hereLimiter } = await import('../adapters/executor/all.ts');
      return (await hereLimiter()).holds;
    },
    engineLimits: async () => {
      const { engineLimits } = await import('../adapters/executor/docker/engine-limits.ts');
      return engineLimits(context.config.settings.dockerHost.value);
    },
    live: async (plan, wpk) => {
      const { liveAsker } = await import('../services/kubernetes/plan/ask-live.ts');
      const account = asked.get(plan.package.name);
      asked.delete(plan.package.name);
      return liveAsker(clustersOf(context.config), account)(plan, wpk);
    },
    approach: (name, signal) => {
      const account = approached(context, name, signal);
      asked.set(name, account);
      // Who asks in earnest says what is wrong.
      account.catch(() => {});
    },
    policy: async () => (await import('./policy.ts')).policyOf(context, policy),
    now,
    random,
  };
}

async function approached(
  { config }: Context,
  name: string,
  signal: AbortSignal,
): Promise<ServiceAccount | null> {
  const [cluster, { ownAccount }] = await Promise.all([
    clustersOf(config).open(),
    import('../services/kubernetes/plan/own-account.ts'),
  ]);
  cluster.kinds({ signal }).catch(() => {});
  return ownAccount(cluster, name, signal);
}
