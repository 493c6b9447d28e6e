import type { JsonObject } from '../base/json.ts';
import type { DryRun } from '../model/dry-run.ts';
import type { Explanation } from '../model/explanation.ts';
import type { Page } from '../model/list.ts';
import type { NewPackage } from '../model/new-package.ts';
import type { Inspection, PackageDiff, PackedPackage } from '../model/packages.ts';
import type {
  PulledPackage,
  PushedPackage,
  StoredPackage,
  WorkflowDetails,
  YankedPackage,
} from '../model/stored-package.ts';
import type { Rbac } from '../model/rbac.ts';
import type { Validation } from '../model/validation.ts';
import type { InitRequest } from '../services/init-package.ts';
import type { InspectDeps } from '../services/inspect-package.ts';
import type { RbacRequest } from '../services/package-rbac.ts';
import type { PackRequest } from '../services/pack-package.ts';
import type { RegistryDeps } from '../services/registry.ts';
import type { Context } from './context.ts';
import { packageDeps } from './package-deps.ts';

export interface PackageUses {
  /** What differs between two packages, whatever their forms. */
  diff(a: string, b: string): Promise<PackageDiff>;
  /** Judges a folder, a file or NAME[@VERSION], by the settings' policy and the files of `policy`. */
  dryRun(request: { ref: string; actor: string; policy: readonly string[] }): Promise<DryRun>;
  /** What the schema says of a field. */
  explain(field: string): Promise<Explanation>;
  /** A new package directory that validates. */
  init(request: InitRequest): Promise<NewPackage>;
  /** What a package says of itself. */
  inspect(path: string): Promise<Inspection>;
  list(query: { cursor: string | null; limit: number }): Promise<Page<StoredPackage>>;
  /** Writes the archive of a folder or lone manifest. */
  pack(request: PackRequest): Promise<PackedPackage>;
  pull(request: { ref: string; folder: string }): Promise<PulledPackage>;
  push(request: { file: string; actor: string }): Promise<PushedPackage>;
  /** What gives a cluster's runs of a package the permissions that it declares. */
  rbac(request: RbacRequest & { readonly actor: string }): Promise<Rbac>;
  /** The schema of a package's manifest. */
  schema(): Promise<JsonObject>;
  show(ref: string): Promise<WorkflowDetails>;
  /** Every problem of the packages at these paths. */
  validate(paths: readonly string[]): Promise<Validation>;
  yank(request: { ref: string; actor: string; reason: string }): Promise<YankedPackage>;
}

export function packageUses(context: Context): PackageUses {
  const files = () => packageDeps(context);
  const registry = () => registryDeps(context);
  return {
    diff: async (a, b) => (await import('../services/diff-packages.ts')).diffPackages(await files(), a, b),
    dryRun: async ({ ref, actor, policy }) => {
      const { now } = context;
      const { dryRun } = await import('../services/dry-run.ts');
      const { previewDryRun } = await import('../services/preview-dry-run.ts');
      const { policyOf } = await import('./policy.ts');
      return dryRun(
        {
          ...(await candidates(context, actor)),
          now,
          policy: () => policyOf(context, policy),
          preview: previewDryRun,
        },
        { ref },
      );
    },
    explain: async (field) => (await import('../services/explain-schema.ts')).explainSchema(field),
    init: async (request) =>
      (await import('../services/init-package.ts')).initPackage(await files(), request),
    inspect: async (path) => {
      const { inspectPackage } = await import('../services/inspect-package.ts');
      return inspectPackage({ ...(await files()), ...verifying(context) }, path);
    },
    list: async (query) => (await import('../services/registry.ts')).listWorkflows(await registry(), query),
    pack: async (request) =>
      (await import('../services/pack-package.ts')).packPackage(await files(), request),
    pull: async (request) => (await import('../services/registry.ts')).pullPackage(await registry(), request),
    push: async (request) => (await import('../services/registry.ts')).pushPackage(await registry(), request),
    rbac: async (request) =>
      (await import('../services/package-rbac.ts')).packageRbac(
        await candidates(context, request.actor),
        request,
      ),
    schema: async () => (await import('../services/package-schema.ts')).packageSchema(),
    show: async (ref) => (await import('../services/registry.ts')).showWorkflow(await registry(), ref),
    validate: async (paths) => {
      const { validatePackages } = await import('../services/validate-packages.ts');
      return validatePackages(await files(), paths);
    },
    yank: async (request) =>
      (await import('../services/registry.ts')).yankWorkflow(await registry(), request),
  };
}

/** Packages that nobody has admitted yet, by path or by name. */
async function candidates(context: Context, actor: string) {
  const { now, random, config } = context;
  const { registryDryRuns } = await import('../services/registry-dry-runs.ts');
  const records = registryDryRuns({
    registry: async () => (await context.store.get()).registry,
    verify: async (request) => (await registryDeps(context)).verify(request),
    tenant: config.tenant,
    actor,
    now,
    random,
  });
  return { ...(await packageDeps(context)), ...records, verifyFile: verifying(context).verify };
}

/** Verifies a file under today's trust policy, loaded when there is a bundle to verify. */
function verifying(context: Context): Pick<InspectDeps, 'verify' | 'policy' | 'now'> {
  const verify: InspectDeps['verify'] = async (file) => {
    const [{ verifyFile }, { verifyDeps }] = await Promise.all([
      import('../services/verify-file.ts'),
      import('./trust.ts'),
    ]);
    return verifyFile(await verifyDeps(context), { file });
  };
  const policy = async () => (await import('./policy.ts')).policyOf(context);
  return { verify, policy, now: context.now };
}

async function registryDeps(context: Context): Promise<RegistryDeps> {
  const { now, random, config } = context;
  const { admission } = await import('./admission.ts');
  return { ...(await admission(context)), place: config.home, now, random };
}
