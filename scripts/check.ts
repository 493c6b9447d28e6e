// npm run check: every check that reads the sources. Each runs even when an earlier one failed; all failures are shown at once.
import { spawnSync } from 'node:child_process';

const CHECKS: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['types', ['node', 'node_modules/typescript-7/bin/tsc', '--noEmit']],
  ['lint', ['oxlint', '--type-aware', 'bin', 'commands', 'src', 'test', 'scripts']],
  ['format', ['biome', 'format', '.']],
  ['generated files', ['node', 'scripts/codegen.ts', '--check']],
  ['dead code', ['knip']],
  ['floors', ['node', 'scripts/floors.ts']],
  ['lock file', ['node', 'scripts/complete-lock.mjs', '--check']],
];

let failed = 0;
for (const [name, [command = '', ...args]] of CHECKS) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const good = status === 0;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (good) continue;
  failed += 1;
  console.log(`${stdout}${stderr}`.trimEnd());
}
console.log(`check: ${CHECKS.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
