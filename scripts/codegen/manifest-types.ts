import { readFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

/** src/model/generated/manifest.ts: the types of schemas/wpk.v1.schema.json. What it leaves open is JSON, as YAML gave it. */
export function manifestTypes(): Promise<string> {
  return typesOf('wpk.v1', 'Manifest');
}

/** src/model/generated/policy.ts: the same for schemas/policy.v1.schema.json. */
export function policyTypes(): Promise<string> {
  return typesOf('policy.v1', 'PolicyRules');
}

async function typesOf(name: string, root: string): Promise<string> {
  const schema = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
  const text = await compile(schema, root, {
    bannerComment: `// Generated from schemas/${name}.schema.json by \`npm run codegen\`; do not edit.
/* oxlint-disable max-lines */
import type { Json } from '../../base/json.ts';
`,
    unreachableDefinitions: true,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    format: false,
  });
  return text.replaceAll('[k: string]: unknown', '[k: string]: Json');
}
