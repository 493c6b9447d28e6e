import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { defaultHome } from './home.ts';
import { SETTINGS, type Setting, type SettingKey } from './settings.ts';

export interface ResolvedSetting {
  readonly value: string | null;
  /** Where the value came from: a flag's name, a variable's name, the file's path, or `default`. */
  readonly source: string;
}

/** All settings, resolved once when the program starts. */
export interface Config {
  readonly home: string;
  readonly tenant: string;
  readonly configFile: string;
  readonly settings: Readonly<Record<SettingKey, ResolvedSetting>>;
}

export interface ConfigSources {
  /** What flags gave. */
  readonly flags: Partial<Record<SettingKey, string | undefined>>;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** @throws {AtomError} ATOM_CONFIG_INVALID for a file that cannot be used; all its problems at once. */
export async function loadConfig({ flags, env, platform }: ConfigSources): Promise<Config> {
  const home = path.resolve(flags.home ?? env['ATOMCTL_HOME'] ?? defaultHome(env, platform));
  const configFile = path.join(home, 'config.yaml');
  const file = await readConfigFile(configFile);
  const defaults: Partial<Record<SettingKey, string>> = { home, tenant: 'local' };

  const resolve = (setting: Setting & { key: SettingKey }): ResolvedSetting => {
    const flag = flags[setting.key];
    if (flag !== undefined) return { value: flag, source: `--${setting.flag ?? setting.key}` };
    for (const name of setting.env) {
      const value = env[name];
      if (value !== undefined && (value !== '' || setting.mayBeEmpty === true))
        return { value, source: name };
    }
    const written = file[setting.key];
    if (written !== undefined) return { value: written, source: configFile };
    return { value: defaults[setting.key] ?? null, source: 'default' };
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- SETTINGS holds every SettingKey.
  const settings = Object.fromEntries(SETTINGS.map((s) => [s.key, resolve(s)])) as Config['settings'];
  for (const setting of SETTINGS) refuseOther(setting, settings[setting.key]);
  return { home, tenant: settings.tenant.value ?? 'local', configFile, settings };
}

/** A setting that is misspelt must not count as one that is off. @throws {AtomError} ATOM_CONFIG_INVALID */
function refuseOther({ key, oneOf }: Setting, { value, source }: ResolvedSetting): void {
  if (value === null || oneOf === undefined || oneOf.includes(value)) return;
  throw new AtomError(
    'ATOM_CONFIG_INVALID',
    `${source}: ${key} must be ${oneOf.join(' or ')}, not "${value}"`,
    {
      hint: 'atomctl config',
    },
  );
}

async function readConfigFile(file: string): Promise<Partial<Record<string, string>>> {
  if (!existsSync(file)) return {};
  const { parse } = await import('yaml');
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (cause) {
    throw new AtomError('ATOM_CONFIG_INVALID', `${file} is not YAML`, {
      hint: `Mend or remove ${file}`,
      cause,
    });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new AtomError('ATOM_CONFIG_INVALID', `${file} is not a mapping`, {
      hint: `Write it as "key: value" lines`,
    });
  }
  const problems = Object.entries(parsed).flatMap(([key, value]) => problemOf(key, value));
  if (problems.length > 0) {
    throw new AtomError('ATOM_CONFIG_INVALID', `${file}: ${problems.join('; ')}`, { hint: 'atomctl config' });
  }
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}

function problemOf(key: string, value: unknown): string[] {
  const keys = SETTINGS.map((setting) => setting.key).filter((name) => name !== 'home');
  if (!keys.some((known) => known === key)) {
    const meant = suggest(key, keys);
    return [`unknown key "${key}"${meant === undefined ? '' : `, did you mean "${meant}"?`}`];
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? [] : [`"${key}" must be text`];
}
