#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Runs the TypeScript sources as they are: Node strips the types, nothing is built. What it compiled is kept
// beside the packages, never in a shared temporary folder: whoever writes there says what runs here.
// A Node that is too old for that hands over to the one that npm installed here.
if (Number(process.versions.node.split('.')[0]) >= 26) {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
  const argv = process.argv.slice(2);
  const { fastLane } = await import('../src/fast/lane.ts');
  if (!(await fastLane(argv))) {
    const { main } = await import('../commands/main.ts');
    await main(argv, import.meta.dirname);
  }
} else {
  const pinned = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  if (!existsSync(pinned)) {
    process.stderr.write('Error: atomctl needs Node 26 or newer.\n  try:   npm ci\n');
    process.exit(7);
  }
  const { status } = spawnSync(pinned, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 70);
}
