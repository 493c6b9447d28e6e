import type { Store } from './adapters/store/open-store.ts';
import type { JsonObject } from './base/json.ts';
import { OpensOnce } from './base/opens-once.ts';
import type { Config } from './config/load.ts';
import type { AuditReport, ListedAuditRecord } from './model/audit.ts';
import type { DoctorReport } from './model/doctor.ts';
import type { Page } from './model/list.ts';
import type { Inspection, PackageDiff, PackedPackage } from './model/packages.ts';
import type { SettingsReport } from './model/settings.ts';
import type { PackRequest } from './services/pack-package.ts';
import type { PackageDeps } from './services/package-deps.ts';

/** Everything atomctl can do, grouped by noun. Services and adapters are loaded on first use. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly doctor: {
    /** Looks at everything outside that some capability needs, all at once, each for at most `timeoutMs`. */
    examine(timeoutMs: number): Promise<DoctorReport>;
  };
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
  readonly settings: {
    /** Every setting, its value and where it came from; secrets hidden. */
    list(): Promise<SettingsReport>;
  };
  readonly audit: {
    log(query: {
      cursor: string | null;
      limit: number;
      subject?: string | undefined;
    }): Promise<Page<ListedAuditRecord>>;
    verify(checkpoint: string | undefined): Promise<AuditReport>;
  };
}

export async function openApp(config: Config): Promise<App> {
  const packageDeps = async (): Promise<PackageDeps> => {
    const { disk } = await import('./adapters/files/disk.ts');
    const { sourceDateEpoch } = await import('./config/source-date.ts');
    return { files: disk, sourceDateEpoch: sourceDateEpoch(config.settings.sourceDateEpoch.value) };
  };
  const store = new OpensOnce<Store>(async () => {
    const [{ openStore }, { chainRecord }] = await Promise.all([
      import('./adapters/store/open-store.ts'),
      import('./audit/chain.ts'),
    ]);
    return openStore(config.home, chainRecord);
  });
  return {
    config,
    doctor: {
      examine: async (timeoutMs) => {
        const { allProbes } = await import('./adapters/probe/all.ts');
        const { examine } = await import('./services/doctor.ts');
        const { outsideOf } = await import('./config/outside.ts');
        return examine(allProbes({ ...outsideOf(config), timeoutMs }), timeoutMs);
      },
    },
    packages: {
      diff: async (a, b) =>
        (await import('./services/diff-packages.ts')).diffPackages(await packageDeps(), a, b),
      inspect: async (path) =>
        (await import('./services/inspect-package.ts')).inspectPackage(await packageDeps(), path),
      pack: async (request) =>
        (await import('./services/pack-package.ts')).packPackage(await packageDeps(), request),
      schema: async () => (await import('./services/package-schema.ts')).packageSchema(),
    },
    settings: {
      list: async () => (await import('./services/settings.ts')).listSettings(config),
    },
    audit: {
      log: async (query) => (await store.get()).audit.list(query),
      verify: async (checkpoint) => {
        const { verifyAudit } = await import('./services/audit.ts');
        const { disk } = await import('./adapters/files/disk.ts');
        return verifyAudit({ audit: (await store.get()).audit, files: disk }, checkpoint);
      },
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
