import type { Config } from '../config/load.ts';
import { SETTINGS, type Setting } from '../config/settings.ts';
import type { SettingsReport } from '../model/settings.ts';

/** Every setting with its value and source, fit to be shown: no secret and no password in a URL. */
export function listSettings(config: Config): SettingsReport {
  const all: readonly (Setting & { key: keyof Config['settings'] })[] = SETTINGS;
  return {
    file: config.configFile,
    settings: all.map(({ key, env, describes, secret, later }) => {
      const { value, source } = config.settings[key];
      return {
        key,
        value: value === null ? null : secret ? '[secret]' : withoutPassword(value),
        source,
        env: [...env],
        secret,
        describes,
        later: later === true,
      };
    }),
  };
}

function withoutPassword(value: string): string {
  return value.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/@:]*):[^/@]*@/i, '$1:[secret]@');
}
