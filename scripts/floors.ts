// The one-way order of rooms. dependency-cruiser beside the wrong TypeScript cruises nothing and exits 0,
// so the number of modules that it saw is compared with the number of files that exist.
import { globSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { createRequire } from 'node:module';

const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const { output } = await cruise(
  ['src', 'commands', 'bin'],
  { ruleSet: { forbidden: config.forbidden }, validate: true, ...config.options },
  {},
  { tsConfig: extractTSConfig('tsconfig.json') },
);
if (typeof output === 'string') throw new Error('dependency-cruiser gave text');
const { summary } = output;
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);

const files = globSync('{src,commands,bin}/**/*.{ts,js}').length;
if (summary.totalCruised < files) {
  console.error(
    `dependency-cruiser saw ${summary.totalCruised} modules of ${files} files: its TypeScript is not the one it needs`,
  );
  process.exitCode = 1;
}
if (summary.error > 0) process.exitCode = 1;
else console.log(`${summary.totalCruised} modules, no floor crossed`);
