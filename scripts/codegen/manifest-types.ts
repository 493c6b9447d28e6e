import { readFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

/** src/model/generated/manifest.ts: the types of schemas/wpk.v1.schema.json. */
export async function manifestTypes(): Promise<string> {
  return compile(JSON.parse(readFileSync('schemas/wpk.v1.schema.json', 'utf8')), 'Manifest', {
    bannerComment: '// Generated from schemas/wpk.v1.schema.json by `npm run codegen`; do not edit.',
    unreachableDefinitions: true,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    format: false,
  });
}
