import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';

const ID = 'schema';
const ENTRY = 'validators';

/**
 * src/model/generated/validators.js: the manifest's schema as plain functions, so that nothing of ajv is
 * needed at run time. Choices by type (a step's `with`, a trigger) are functions of their own and left out
 * of the manifest's: whoever calls them picks by type and gets the errors of that one alone.
 */
export function manifestValidators(): Promise<string> {
  const parts = Object.fromEntries(choices().map((name) => [name, `${ID}#/$defs/${name}`]));
  return validatorsOf('wpk.v1', choicesApart(), { Manifest: ID, ...parts });
}

/** src/model/generated/validators.d.ts: what validators.js exports. */
export function validatorTypes(): string {
  return typesOf('wpk.v1', ['Manifest', ...choices()]);
}

/** src/model/generated/policy-validators.js: the same for policies, in a file of its own. */
export function policyValidators(): Promise<string> {
  return validatorsOf('policy.v1', read('policy.v1'), { PolicyRules: ID });
}

/** src/model/generated/policy-validators.d.ts */
export function policyValidatorTypes(): string {
  return typesOf('policy.v1', ['PolicyRules']);
}

function banner(name: string): string {
  return `// Generated from schemas/${name}.schema.json by \`npm run codegen\`; do not edit.
/* oxlint-disable */
`;
}

async function validatorsOf(name: string, schema: object, parts: Record<string, string>): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
    schemas: [{ ...schema, $id: ID }],
  });
  return `${banner(name)}${await bundle(standalone.default(ajv, parts))}`;
}

function typesOf(name: string, validators: readonly string[]): string {
  return `${banner(name)}import type { ErrorObject } from 'ajv';

export interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}
export declare const validators: {
${validators.map((validator) => `  ${validator}: Validator;`).join('\n')}
};
`;
}

function read(name: string) {
  return JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'), withoutWords);
}

function choices(): string[] {
  return Object.keys(choicesApart().$defs).filter((name) => /(With|.Trigger)$/.test(name));
}

function choicesApart() {
  const schema = read('wpk.v1');
  delete schema.$defs.Step.allOf;
  delete schema.$defs.Probe.allOf;
  const kinds = schema.$defs.Trigger.oneOf.map(({ $ref }: { $ref: string }) => $ref.split('/').at(-1));
  const types = kinds.map((kind: string) => schema.$defs[kind].properties.type.const);
  schema.$defs.Trigger = { type: 'object', required: ['type'], properties: { type: { enum: types } } };
  return schema;
}

async function bundle(code: string): Promise<string> {
  const build = await rolldown({
    input: ENTRY,
    platform: 'node',
    logLevel: 'warn',
    experimental: { attachDebugInfo: 'none' },
    plugins: [
      {
        name: 'generated',
        resolveId: (id) => (id === ENTRY ? { id: `${process.cwd()}/${ENTRY}.js` } : null),
        load: (id) => (id.endsWith(`/${ENTRY}.js`) ? `${code}\n${exportTogether(code)}` : null),
      },
    ],
  });
  const { output } = await build.generate({
    format: 'esm',
    comments: false,
    minify: { compress: true, mangle: true, codegen: false },
  });
  await build.close();
  return output[0].code.replaceAll('\t', ' ');
}

function exportTogether(code: string): string {
  const names = [...code.matchAll(/^export const (\w+) = /gm), ...code.matchAll(/;export const (\w+) = /g)];
  return `export const validators = { ${names.map(([, name]) => name).join(', ')} };`;
}

/** Drops what a validator does not need: descriptions, examples and defaults of a schema (not of a field that has such a name). */
function withoutWords(key: string, value: unknown): unknown {
  if (key === 'description' && typeof value === 'string') return undefined;
  if (key === 'examples' && Array.isArray(value)) return undefined;
  if (key === 'default' && (typeof value !== 'object' || value === null)) return undefined;
  return value;
}
