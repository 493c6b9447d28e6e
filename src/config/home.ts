import { homedir } from 'node:os';
import path from 'node:path';

/** The platform's data directory for atomctl, used when neither --home nor ATOMCTL_HOME says otherwise. */
export function defaultHome(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = env['HOME'] || homedir();
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'atomctl');
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'atomctl');
  return path.join(env['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'atomctl');
}
