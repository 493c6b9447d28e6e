import type { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';
import type { Interfaces } from '@oclif/core';
import pjson from '../package.json' with { type: 'json' };
import { openDoor } from './door.ts';

/** What the binary carries in place of files: the command manifest, and each command as a chunk. */
export interface EmbeddedCommands {
  readonly manifest: Record<string, Command.Cached>;
  readonly load: (id: string) => Promise<Command.Class>;
}

/** The door as the binary has it: oclif is given everything that it would look for on disk. */
export async function embeddedMain(argv: readonly string[], commands: EmbeddedCommands): Promise<void> {
  const plugin = embeddedPlugin(commands);
  const config = await Config.load({
    root: plugin.root,
    pjson: plugin.pjson,
    plugins: new Map([[plugin.name, plugin]]),
  });
  await openDoor(argv, { load: config, ids: plugin.commandIDs });
}

function embeddedPlugin({ manifest, load }: EmbeddedCommands): Interfaces.Plugin {
  const root = '/';
  const find = async (id: string): Promise<Command.Class> => Object.assign(await load(id), { id, plugin });
  const plugin: Interfaces.Plugin = {
    _base: '@oclif/core',
    name: pjson.name,
    alias: pjson.name,
    version: pjson.version,
    type: 'core',
    moduleType: 'commonjs',
    // oclif reads only the oclif part; `commands` as a folder keeps it from looking for the sources.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON has no literal types.
    pjson: { ...pjson, oclif: { ...pjson.oclif, commands: './commands' } } as unknown as Interfaces.PJSON,
    root,
    options: { root },
    valid: true,
    isRoot: true,
    hooks: {},
    topics: [],
    hasManifest: true,
    commandsDir: undefined,
    commandIDs: Object.keys(manifest),
    commands: Object.entries(manifest).map(([id, command]) => ({
      ...command,
      id,
      pluginAlias: pjson.name,
      pluginName: pjson.name,
      pluginType: 'core',
      load: () => find(id),
    })),
    load: async () => {},
    findCommand: find,
  };
  return plugin;
}
