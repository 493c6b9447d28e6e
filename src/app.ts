import type { Config } from './config/load.ts';
import type { JsonObject } from './base/json.ts';
import type { Inspection, PackageDiff, PackedPackage } from './model/packages.ts';
import type { PackRequest } from './services/pack-package.ts';
import type { PackageDeps } from './services/package-deps.ts';

/** Everything atomctl can do, grouped by noun. Services and adapters are loaded on first use. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly packages: {
    /** What differs between two packages, whatever their forms. */
    diff(a: string, b: string): Promise<PackageDiff>;
    /** What a package says of itself. */
    inspect(path: string): Promise<Inspection>;
    /** Writes the archive of a folder or lone manifest. */
    pack(request: PackRequest): Promise<PackedPackage>;
    /** The schema of a package's manifest. */
    schema(): Promise<JsonObject>;
  };
}

export async function openApp(config: Config): Promise<App> {
  const packageDeps = async (): Promise<PackageDeps> => {
    const { disk } = await import('./adapters/files/disk.ts');
    const { sourceDateEpoch } = await import('./config/source-date.ts');
    return { files: disk, sourceDateEpoch: sourceDateEpoch(config.settings.sourceDateEpoch.value) };
  };
  return {
    config,
    packages: {
      diff: async (a, b) =>
        (await import('./services/diff-packages.ts')).diffPackages(await packageDeps(), a, b),
      inspect: async (path) =>
        (await import('./services/inspect-package.ts')).inspectPackage(await packageDeps(), path),
      pack: async (request) =>
        (await import('./services/pack-package.ts')).packPackage(await packageDeps(), request),
      schema: async () => (await import('./services/package-schema.ts')).packageSchema(),
    },
    [Symbol.asyncDispose]: async () => {},
  };
}
