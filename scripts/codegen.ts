// Makes every generated file of the sources. `--check` writes nothing and fails when one is not current.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandSnapshot } from './codegen/command-snapshot.ts';
import { helpTexts } from './codegen/help-texts.ts';
import { manifestTypes, policyTypes } from './codegen/manifest-types.ts';
import { policyRules } from './codegen/policy-rules.ts';
import { publicGoodRoot } from './codegen/public-good-root.ts';
import { referencePages } from './codegen/reference.ts';
import { resultSchemas } from './codegen/result-schemas.ts';
import {
  manifestValidators,
  policyValidators,
  policyValidatorTypes,
  validatorTypes,
} from './codegen/validators.ts';

/** These folders hold nothing but generated files, so that what a removed command left is found. */
const WHOLE_FOLDERS = '{docs/reference,schemas/results}/**/*.*';

const files: Record<string, string> = {
  'docs/policies/rules.md': policyRules(),
  'src/adapters/sigstore/public-good-root.json': await publicGoodRoot(),
  'src/fast/generated/help.json': await helpTexts(),
  'src/model/generated/manifest.ts': await manifestTypes(),
  'src/model/generated/policy.ts': await policyTypes(),
  'src/model/generated/policy-validators.d.ts': policyValidatorTypes(),
  'src/model/generated/policy-validators.js': await policyValidators(),
  'src/model/generated/validators.d.ts': validatorTypes(),
  'src/model/generated/validators.js': await manifestValidators(),
  'test/golden/command-snapshot.json': await commandSnapshot(),
  ...referencePages(),
  ...resultSchemas(),
};

const check = process.argv.includes('--check');
const leftOver = globSync(WHOLE_FOLDERS).filter(
  (file) => files[file.replaceAll(path.sep, '/')] === undefined,
);
const stale: string[] = [...leftOver];
if (!check) for (const file of leftOver) rmSync(file);
for (const [file, generated] of Object.entries(files)) {
  const text = formatted(file, generated);
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
  if (!/\.(ts|json)$/.test(file)) return text;
  return execFileSync('biome', ['format', `--stdin-file-path=${file}`], { input: text, encoding: 'utf8' });
}

function current(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
