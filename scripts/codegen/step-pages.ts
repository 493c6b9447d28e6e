import { stringify } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import type { ExplainedField } from '../../src/model/explanation.ts';
import type { Step, StepType } from '../../src/model/generated/manifest.ts';
import { explainField } from '../../src/pack/explain.ts';
import { definition, WITH_OF } from '../../src/pack/schema.ts';
import { completeStep } from '../../src/plan/complete-step.ts';

const FOLDER = 'docs/reference/steps';
const GENERATED = '<!-- Generated from schemas/wpk.v1.schema.json by `npm run codegen`; do not edit. -->';

/** What a crash in the middle of a step means, in words. */
const INTERRUPTED: Readonly<Record<string, string>> = {
  ask: 'a person is asked (`ask`)',
  retry: 'it is run again under the same idempotency key (`retry`)',
  verify: 'it looks at the world and decides (`verify`)',
};

/** docs/reference/steps/: what all steps have in common, and a page a type. By file. */
export function stepPages(): Record<string, string> {
  const types = Object.keys(WITH_OF).filter(isStepType);
  const pages = types.map((type) => [`${FOLDER}/${type}.md`, page(type)] as const);
  return { ...Object.fromEntries(pages), [`${FOLDER}/README.md`]: index(types) };
}

function isStepType(name: string): name is StepType {
  return list(definition('StepType')['enum']).includes(name);
}

function index(types: readonly StepType[]): string {
  const rows = types.map((type) => `| [${type}](${type}.md) | ${settingsOf(type).description} |`);
  return `${GENERATED}

# Steps

| type | what it does |
|---|---|
${rows.join('\n')}

## What every step may say

${table(explainField('handlers').fields, 'handlers')}
`;
}

function page(type: StepType): string {
  const { description, examples } = settingsOf(type);
  const [first] = examples;
  if (first === undefined) throw new Error(`${WITH_OF[type]} has no example`);
  const onInterrupt = completeStep(stepOf(type, first), {
    runtime: { type: 'shell' },
    handlers: [],
  }).onInterrupt;
  return `${GENERATED}

# ${type}

${description}

${examples.map((example) => fenced(stepOf(type, example))).join('\n\n')}

## Settings (\`with\`)

${table(explainField(`${type}.with`).fields, `${type}.with`)}

## Outputs

${outputsOf(type)}

## After a crash

Without \`onInterrupt\` and \`probe\`, ${INTERRUPTED[onInterrupt]}, when a step such as the first example was cut off.
`;
}

function settingsOf(type: StepType): { description: string; examples: readonly JsonObject[] } {
  const { description, examples } = definition(WITH_OF[type] ?? '');
  return { description: text(description), examples: list(examples).filter(isJsonObject) };
}

function outputsOf(type: StepType): string {
  const { description, properties } = definition((WITH_OF[type] ?? '').replace(/With$/, 'Outputs'));
  const rows = Object.entries(isJsonObject(properties) ? properties : {}).map(([name, schema]) => {
    const { type: kind = 'any value', description: words } = isJsonObject(schema) ? schema : {};
    return `| \`${name}\` | ${text(kind)} | ${text(words)} |`;
  });
  const shown =
    rows.length === 0 ? '' : `\n\n| output | type | what it is |\n|---|---|---|\n${rows.join('\n')}`;
  return `${text(description)}${shown}`;
}

/** A probe is what a condition asks. */
function stepOf(type: StepType, settings: JsonObject): Step {
  const probe = { type: 'http' as const, with: { url: 'https://web.example.org/ready' } };
  return { name: 'example', type, with: settings, ...(settings['condition'] !== undefined && { probe }) };
}

function fenced(step: Step): string {
  return `\`\`\`yaml\n${stringify([step], { lineWidth: 100 }).trimEnd()}\n\`\`\``;
}

function table(fields: readonly ExplainedField[], within: string): string {
  const rows = fields.map(({ name, type, required, description }) => {
    const { allowed = [], default: absent } = explainField(`${within}.${name}`);
    const words = [
      description,
      ...(allowed.length === 0 ? [] : [`One of ${allowed.map(code).join(', ')}.`]),
      ...(absent === undefined ? [] : [`Default: ${code(absent)}.`]),
    ].join(' ');
    return `| \`${name}\` | ${type}${required ? ', required' : ''} | ${words.replaceAll('|', '\\|')} |`;
  });
  return `| key | type | what it is |\n|---|---|---|\n${rows.join('\n')}`;
}

function code(value: Json): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
