import { readFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const BANNER = `// Generated from schemas/wpk.v1.schema.json by \`npm run codegen\`; do not edit.
import type { Json } from '../../base/json.ts';
`;

/** src/model/generated/manifest.ts: the types of schemas/wpk.v1.schema.json. What it leaves open is JSON, as YAML gave it. */
export async function manifestTypes(): Promise<string> {
  const schema = JSON.parse(readFileSync('schemas/wpk.v1.schema.json', 'utf8'));
  const text = await compile(schema, 'Manifest', {
    bannerComment: BANNER,
    unreachableDefinitions: true,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    format: false,
  });
  return text.replaceAll('[k: string]: unknown', '[k: string]: Json');
}
