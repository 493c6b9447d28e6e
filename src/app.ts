import type { JsonObject } from './base/json.ts';
import { OpensOnce } from './base/opens-once.ts';
import type { Config } from './config/load.ts';
import type { AuditReport, ListedAuditRecord } from './model/audit.ts';
import type { Page } from './model/list.ts';
import type { Store } from './adapters/store/open-store.ts';

/** Everything atomctl can do, grouped by noun. Services and adapters are loaded on first use. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly packages: {
    /** The schema of a package's manifest. */
    schema(): Promise<JsonObject>;
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
  const store = new OpensOnce<Store>(async () => {
    const [{ openStore }, { chainRecord }] = await Promise.all([
      import('./adapters/store/open-store.ts'),
      import('./audit/chain.ts'),
    ]);
    return openStore(config.home, chainRecord);
  });
  return {
    config,
    packages: {
      schema: async () => (await import('./services/package-schema.ts')).packageSchema(),
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
