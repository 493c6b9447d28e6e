import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Bundle } from './bundle.ts';
import type { Loaded } from './warm-up.ts';

/**
 * Puts the chunks that a command of the fast lane loads into one script: one asset, and one code cache that holds
 * just the functions that this command runs. Gives them as assets by name.
 */
export function convoys(lane: readonly Loaded[], bundle: Bundle, folder: string): Record<string, string> {
  const into = path.join(folder, 'convoys');
  mkdirSync(into, { recursive: true });
  return Object.fromEntries(
    lane.map(({ command, chunks }) => {
      const file = path.join(into, `${command}.cjs`);
      writeFileSync(file, convoyOf(chunks, bundle), 'latin1');
      return [`convoys/${command}.cjs`, file];
    }),
  );
}

function convoyOf(names: readonly string[], { assets }: Bundle): string {
  const members = names.map((name) => {
    const file = assets[name];
    if (file === undefined) throw new Error(`the bundle has no chunk ${name}`);
    return `${JSON.stringify(name)}:${readFileSync(file, 'latin1')}`;
  });
  return `({${members.join(',\n')}})`;
}
