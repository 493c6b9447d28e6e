import type { ProbeSettings } from './adapters/probe/all.ts';
import type { JsonObject } from './base/json.ts';
import type { Config } from './config/load.ts';
import type { DoctorReport } from './model/doctor.ts';
import type { SettingsReport } from './model/settings.ts';

/** Everything atomctl can do, grouped by noun. Services and adapters are loaded on first use. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly doctor: {
    /** Looks at everything outside that some capability needs, all at once, each for at most `timeoutMs`. */
    examine(timeoutMs: number): Promise<DoctorReport>;
  };
  readonly packages: {
    /** The schema of a package's manifest. */
    schema(): Promise<JsonObject>;
  };
  readonly settings: {
    /** Every setting, its value and where it came from; secrets hidden. */
    list(): Promise<SettingsReport>;
  };
}

export async function openApp(config: Config): Promise<App> {
  return {
    config,
    doctor: {
      examine: async (timeoutMs) => {
        const { allProbes } = await import('./adapters/probe/all.ts');
        const { examine } = await import('./services/doctor.ts');
        return examine(allProbes(probeSettings(config, timeoutMs)), timeoutMs);
      },
    },
    packages: {
      schema: async () => (await import('./services/package-schema.ts')).packageSchema(),
    },
    settings: {
      list: async () => (await import('./services/settings.ts')).listSettings(config),
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

function probeSettings({ home, settings }: Config, timeoutMs: number): ProbeSettings {
  return {
    home,
    kubeconfig: settings.kubeconfig.value,
    vaultAddr: settings.vaultAddr.value,
    vaultToken: settings.vaultToken.value,
    promUrl: settings.promUrl.value,
    s3Bucket: settings.s3Bucket.value,
    s3Endpoint: settings.s3Endpoint.value,
    vectorStore: settings.vectorStore,
    openaiKey: settings.openaiKey.value,
    openaiUrl: settings.openaiUrl.value,
    dockerHost: settings.dockerHost.value,
    timeoutMs,
  };
}
