import { newId } from '../base/id.ts';
import { chooseVersion } from '../plan/reference.ts';
import type { Registry } from '../ports/registry.ts';
import type { DryRunDeps } from './dry-run.ts';
import { mayExceptIn } from './may-except.ts';
import { openPackageBytes } from './open-package-bytes.ts';
import { checkPackage } from './valid-manifest.ts';
import { proofsIn, type Verify, verifyStored } from './verify-stored.ts';

interface Deps {
  /** Opened on first use. */
  readonly registry: () => Promise<Registry>;
  readonly verify: Verify;
  readonly tenant: string;
  readonly actor: string;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** What a dry-run asks of the registry: packages by name, and a place for its record. */
export function registryDryRuns({
  registry,
  verify,
  tenant,
  actor,
  now,
  random,
}: Deps): Pick<DryRunDeps, 'resolve' | 'record'> {
  return {
    resolve: async (reference) => {
      const packages = await registry();
      const stored = chooseVersion(await packages.versions(tenant, reference.name), reference);
      const { name, version } = stored;
      const displayName = `${name}@${version}`;
      const blob = await packages.blob(stored.digest);
      const wpk = openPackageBytes(blob, displayName);
      await checkPackage(wpk);
      const signed = () => verifyStored(verify, { name, version, blob, proofs: proofsIn(stored) });
      return { wpk, mayExcept: await mayExceptIn(wpk, signed) };
    },
    record: async ({ name, version, packageDigest, policyDigest, score, class: riskClass }) => {
      const id = newId('dryrun', random(12));
      const record = { id, tenant, packageDigest, policyDigest, class: riskClass, score };
      const at = now().toISOString();
      await (await registry()).recordDryRun(record, {
        actor,
        at,
        subject: `${name}@${version}`,
      });
    },
  };
}
