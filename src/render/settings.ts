import type { SettingsReport } from '../model/settings.ts';
import { table } from './table.ts';

export function describeSettings({ file, settings }: SettingsReport): string {
  const rows = settings.map(({ key, value, source, env }) => [
    key,
    value ?? '-',
    value === null ? '-' : source,
    env.join(', '),
  ]);
  return `${table(['SETTING', 'VALUE', 'FROM', 'VARIABLES'], rows)}\n\nFile: ${file}`;
}
