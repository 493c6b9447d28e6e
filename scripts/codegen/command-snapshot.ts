import type { Command } from '@oclif/core/command';
import { commandManifest } from './commands.ts';

/** test/golden/command-snapshot.json: what scripts may rely on, so that a change of it is seen in review. */
export async function commandSnapshot(): Promise<string> {
  return JSON.stringify([...(await commandManifest()).values()].map(snapshotOf));
}

function snapshotOf({ id, args, flags }: Command.Cached) {
  return {
    command: id.replaceAll(':', ' '),
    args: Object.entries(args).map(([name, { required, multiple, options }]) => ({
      name,
      ...shape({ required, multiple, options }),
    })),
    flags: Object.entries(flags)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, flag]) => ({ name, char: flag.char, type: flag.type, ...shape(flag) })),
  };
}

interface Shape {
  readonly required?: boolean | undefined;
  readonly multiple?: boolean | undefined;
  readonly options?: readonly string[] | undefined;
  readonly default?: unknown;
}

function shape(option: Shape) {
  return {
    ...(option.required && { required: true }),
    ...(option.multiple && { multiple: true }),
    ...(option.options && { options: option.options }),
    ...(option.default !== undefined && { default: option.default }),
  };
}
