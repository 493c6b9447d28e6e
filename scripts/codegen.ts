// Makes every generated file of the sources. `--check` writes nothing and fails when one is not current.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { commandSnapshot } from './codegen/command-snapshot.ts';
import { helpTexts } from './codegen/help-texts.ts';
import { manifestTypes } from './codegen/manifest-types.ts';
import { policyRules } from './codegen/policy-rules.ts';
import { manifestValidators, validatorTypes } from './codegen/validators.ts';

const GENERATORS: Record<string, () => Promise<string>> = {
  'docs/policies/rules.md': policyRules,
  'src/fast/generated/help.json': helpTexts,
  'src/model/generated/manifest.ts': manifestTypes,
  'test/golden/command-snapshot.json': commandSnapshot,
  'src/model/generated/validators.d.ts': validatorTypes,
  'src/model/generated/validators.js': manifestValidators,
};

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [file, generate] of Object.entries(GENERATORS)) {
  const text = formatted(file, await generate());
  if (text === current(file)) continue;
  stale.push(file);
  if (check) continue;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
if (stale.length > 0) console.log(`${check ? 'not current' : 'written'}: ${stale.join(', ')}`);
if (check && stale.length > 0) {
  console.error('run: npm run codegen');
  process.exitCode = 1;
}

function formatted(file: string, text: string): string {
  if (/\.(?:js|md)$/.test(file)) return text;
  return execFileSync('biome', ['format', `--stdin-file-path=${file}`], { input: text, encoding: 'utf8' });
}

function current(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
