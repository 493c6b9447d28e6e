import type { PackageDeps } from '../services/package-deps.ts';
import type { Context } from './context.ts';

/** What every verb needs that reads a package from this machine's disk. */
export async function packageDeps({ config }: Context): Promise<PackageDeps> {
  const { disk } = await import('../adapters/files/disk.ts');
  const { sourceDateEpoch } = await import('../config/source-date.ts');
  return { files: disk, sourceDateEpoch: sourceDateEpoch(config.settings.sourceDateEpoch.value) };
}
