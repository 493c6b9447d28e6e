import { type AuditUses, auditUses } from './app/audit.ts';
import { newContext } from './app/context.ts';
import { type PackageUses, packageUses } from './app/packages.ts';
import { type PlanUses, planUses } from './app/plans.ts';
import { type PolicyUses, policyUses } from './app/policy.ts';
import { type RunUses, runUses } from './app/runs.ts';
import { type SystemUses, systemUses } from './app/system.ts';
import { type TrustUses, trustUses } from './app/trust.ts';
import type { Config } from './config/load.ts';

/** Everything atomctl can do, grouped by noun: the one thing that a door gets. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly audit: AuditUses;
  readonly packages: PackageUses;
  readonly plans: PlanUses;
  readonly policy: PolicyUses;
  readonly runs: RunUses;
  readonly system: SystemUses;
  readonly trust: TrustUses;
}

/** Opens nothing yet: adapters and services are loaded at first use. */
export async function openApp(config: Config): Promise<App> {
  const context = newContext(config);
  return {
    config,
    audit: auditUses(context),
    packages: packageUses(context),
    plans: planUses(context),
    policy: policyUses(context),
    runs: runUses(context),
    system: systemUses(context),
    trust: trustUses(context),
    [Symbol.asyncDispose]: () => context.store[Symbol.asyncDispose](),
  };
}
