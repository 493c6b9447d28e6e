import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SettingsReport, SettingView } from '../../src/model/settings.ts';
import { cli, type CliResult, temporaryDirectory } from '../support/cli.ts';

describe('atomctl config', () => {
  test('says where each value came from: flag, environment, file, default', async () => {
    const home = temporaryDirectory();
    const file = path.join(home, 'config.yaml');
    writeFileSync(file, 'tenant: shop\npromUrl: http://file.example\n');
    const result = await cli(home)(['config', '--json'], { env: { PROM_URL: 'http://env.example' } });

    expect(setting(result, 'home')).toMatchObject({ value: home, source: 'ATOMCTL_HOME' });
    expect(setting(result, 'tenant')).toMatchObject({ value: 'shop', source: file });
    expect(setting(result, 'promUrl')).toMatchObject({ value: 'http://env.example', source: 'PROM_URL' });
    expect(setting(result, 'vaultAddr')).toMatchObject({ value: null, source: 'default' });

    const byFlag = await cli(home)(['config', '--json', '--home', home]);
    expect(setting(byFlag, 'home').source).toBe('--home');
  });

  test('shows no secret, and no password in a URL', async () => {
    const env = { VAULT_TOKEN: 'hvs.s3cr3t', VAULT_ADDR: 'https://ada:s3cr3t@vault.example' };
    const [text, json] = await Promise.all([
      cli(temporaryDirectory())(['config'], { env }),
      cli(temporaryDirectory())(['config', '--json'], { env }),
    ]);

    expect(text.stdout + json.stdout).not.toContain('s3cr3t');
    expect(setting(json, 'vaultToken')).toMatchObject({
      value: '[secret]',
      source: 'VAULT_TOKEN',
      secret: true,
    });
    expect(setting(json, 'vaultAddr').value).toBe('https://ada:[secret]@vault.example');
  });

  test('reports every problem of the file at once', async () => {
    const home = temporaryDirectory();
    writeFileSync(path.join(home, 'config.yaml'), 'tenand: shop\npromUrl: [1]\n');
    const result = await cli(home)(['config']);

    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('unknown key "tenand", did you mean "tenant"?; "promUrl" must be text');
    expect(result.stderr).toContain('ATOM_CONFIG_INVALID');
  });

  test('works with an empty environment', async () => {
    const result = await cli(temporaryDirectory())(['config', '--json'], {
      extendEnv: false,
      env: { ATOMCTL_HOME: '' },
    });

    expect(result.exitCode).toBe(0);
    expect(setting(result, 'home')).toMatchObject({ source: 'default' });
  });
});

function setting(result: CliResult, key: string): SettingView {
  const report: SettingsReport = result.json();
  const found = report.settings.find((candidate) => candidate.key === key);
  if (found === undefined) throw new Error(`config shows no ${key}`);
  return found;
}
