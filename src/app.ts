import type { Config } from './config/load.ts';
import type { JsonObject } from './base/json.ts';
import type { Explanation } from './model/explanation.ts';
import type { NewPackage } from './model/new-package.ts';
import type { Validation } from './model/validation.ts';
import type { InitRequest } from './services/init-package.ts';

/** Everything atomctl can do, grouped by noun. Services and adapters are loaded on first use. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly packages: {
    /** What the schema says of a field. */
    explain(field: string): Promise<Explanation>;
    /** A new package directory that validates. */
    init(request: InitRequest): Promise<NewPackage>;
    /** The schema of a package's manifest. */
    schema(): Promise<JsonObject>;
    /** Every problem of the packages at these paths. */
    validate(paths: readonly string[]): Promise<Validation>;
  };
}

export async function openApp(config: Config): Promise<App> {
  return {
    config,
    packages: {
      explain: async (field) => (await import('./services/explain-schema.ts')).explainSchema(field),
      init: async (request) => (await import('./services/init-package.ts')).initPackage(request),
      schema: async () => (await import('./services/package-schema.ts')).packageSchema(),
      validate: async (paths) => (await import('./services/validate-packages.ts')).validatePackages(paths),
    },
    [Symbol.asyncDispose]: async () => {},
  };
}
