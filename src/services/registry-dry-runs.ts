import { newId } from '../base/id.ts';
import { operatingSystemUser } from '../base/user.ts';
import { chooseVersion } from '../plan/reference.ts';
import type { Registry } from '../ports/registry.ts';
import type { DryRunDeps } from './dry-run.ts';
import { openPackageBytes } from './open-package.ts';

interface Deps {
  /** Opened on first use. */
  readonly registry: () => Promise<Registry>;
  readonly tenant: string;
}

/** What a dry-run asks of the registry: packages by name, and a place for its record. */
export function registryDryRuns({ registry, tenant }: Deps): Pick<DryRunDeps, 'resolve' | 'record' | 'now'> {
  return {
    now: () => new Date(),
    resolve: async (reference) => {
      const packages = await registry();
      const { name, version, digest } = chooseVersion(
        await packages.versions(tenant, reference.name),
        reference,
      );
      return { wpk: openPackageBytes(await packages.blob(digest), `${name}@${version}`), mayExcept: [] };
    },
    record: async ({ name, version, packageDigest, policyDigest, score, class: riskClass }) => {
      const id = newId('dryrun', crypto.getRandomValues(new Uint8Array(12)));
      const record = { id, tenant, packageDigest, policyDigest, class: riskClass, score };
      const at = new Date().toISOString();
      await (await registry()).recordDryRun(record, {
        actor: operatingSystemUser(),
        at,
        subject: `${name}@${version}`,
      });
    },
  };
}
