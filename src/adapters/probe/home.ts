import { access, constants, mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Options } from 'better-sqlite3';
import type { Probe } from '../../ports/probe.ts';
import { embeddedAddon } from '../store/addon.ts';

/** The one thing that every command needs: a home that can be written. Nothing is created by looking. */
export function homeProbe(home: string): Probe {
  return {
    name: 'home',
    env: 'ATOMCTL_HOME',
    critical: true,
    disables: ['registry', 'plans', 'runs', 'trust policy', 'audit'],
    fix: 'export ATOMCTL_HOME=DIR  # a folder that you may write to',
    find: async () => {
      const folder = await nearest(home);
      if (folder !== home) {
        await access(folder, constants.W_OK | constants.X_OK);
        return `${home} will be made on first use`;
      }
      await rm(await mkdtemp(path.join(home, '.doctor-')), { recursive: true });
      return `${home} can be written`;
    },
  };
}

/** Whether SQLite loads here, and which one. */
export function sqliteProbe(): Probe {
  return {
    name: 'sqlite',
    env: 'XDG_CACHE_HOME',
    critical: true,
    disables: ['registry', 'plans', 'runs', 'audit'],
    fix: 'export XDG_CACHE_HOME=DIR  # a folder that you may write to',
    find: async () => {
      const { default: Database } = await import('better-sqlite3');
      const addon = embeddedAddon();
      // @ts-expect-error -- the typings know a path only; the loaded addon is taken as well.
      const options: Options = addon === undefined ? {} : { nativeBinding: addon };
      const database = new Database(':memory:', options);
      try {
        return `SQLite ${String(database.prepare('SELECT sqlite_version()').pluck().get())}`;
      } finally {
        database.close();
      }
    },
  };
}

/** `folder`, or the nearest one above it that exists. */
async function nearest(folder: string): Promise<string> {
  try {
    if ((await stat(folder)).isDirectory()) return folder;
  } catch (error) {
    const parent = path.dirname(folder);
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!absent || parent === folder) throw error;
    return nearest(parent);
  }
  throw new Error(`${folder} is not a folder`);
}
