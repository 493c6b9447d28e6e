import type { Config } from './config/load.ts';
import type { JsonObject } from './base/json.ts';

/** Everything atomctl can do, grouped by noun. Services and adapters are loaded on first use. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly packages: {
    /** The schema of a package's manifest. */
    schema(): Promise<JsonObject>;
  };
}

export async function openApp(config: Config): Promise<App> {
  return {
    config,
    packages: {
      schema: async () => (await import('./services/package-schema.ts')).packageSchema(),
    },
    [Symbol.asyncDispose]: async () => {},
  };
}
