import { openDoor } from './door.ts';
import { COMMANDS } from './index.ts';

/** The door as the sources have it: oclif finds the commands by the package.json under `root`. */
export async function main(argv: readonly string[], root: string): Promise<void> {
  await openDoor(argv, { load: root, ids: Object.keys(COMMANDS) });
}
