import type { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';

/** Every command as oclif describes it in its manifest, by id. */
export async function commandManifest(): Promise<Map<string, Command.Cached>> {
  const { commands } = await Config.load(process.cwd());
  const sorted = commands.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return new Map(sorted.map((command) => [command.id, command]));
}
