import { stringify } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import type { ExplainedField } from '../../src/model/explanation.ts';
import type { Step, StepType } from '../../src/model/generated/manifest.ts';
import { explainField } from '../../src/pack/explain.ts';
import { actionsOf, definition, isSpelledOut, WITH_OF, WITH_OF_ACTION } from '../../src/pack/schema.ts';
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
  const types = [...Object.keys(WITH_OF), ...Object.keys(WITH_OF_ACTION)].filter(isStepType);
  const pages = types.map((type) => {
    const actions = actionsOf(type);
    return [`${FOLDER}/${type}.md`, actions === undefined ? page(type) : actionPage(type, actions)] as const;
  });
  return { ...Object.fromEntries(pages), [`${FOLDER}/README.md`]: index(types) };
}

function isStepType(name: string): name is StepType {
  return list(definition('StepType')['enum']).includes(name);
}

function index(types: readonly StepType[]): string {
  const rows = types.map((type) => `| [${type}](${type}.md) | ${summaryOf(type)} |`);
  return `${GENERATED}

# Steps

| type | what it does |
|---|---|
${rows.join('\n')}

## What every step may say

${table(explainField('handlers').fields, 'handlers')}
`;
}

function summaryOf(type: StepType): string {
  const actions = actionsOf(type);
  return actions === undefined
    ? settingsOf(WITH_OF[type] ?? '').description
    : `By action: ${Object.keys(actions).map(code).join(', ')}.`;
}

/** A type whose settings and outputs depend on the action. */
function actionPage(type: StepType, actions: Readonly<Record<string, string>>): string {
  const spelledOut = Object.entries(actions).filter(([, name]) => isSpelledOut(name));
  const sections = spelledOut.map(([action, name]) => {
    const { description, examples } = settingsOf(name);
    const steps = examples.map((example) => ({ ...stepOf(type, example), action }));
    const [first] = steps;
    if (first === undefined) throw new Error(`${name} has no example`);
    return `## ${action}

${description}

${steps.map(fenced).join('\n\n')}

${table(explainField(`${type}.${action}.with`).fields, `${type}.${action}.with`)}

**Outputs.** ${outputsOf(name)}

**After a crash** in the middle, without \`onInterrupt\` and \`probe\`, ${INTERRUPTED[onInterruptOf(first)]}.`;
  });
  return `${GENERATED}

# ${type}

${summaryOf(type)}

${sections.join('\n\n')}
`;
}

function onInterruptOf(step: Step): string {
  return completeStep(step, { runtime: { type: 'shell' }, handlers: [] }).onInterrupt;
}

function page(type: StepType): string {
  const { description, examples } = settingsOf(WITH_OF[type] ?? '');
  const [first] = examples;
  if (first === undefined) throw new Error(`${WITH_OF[type]} has no example`);
  const onInterrupt = onInterruptOf(stepOf(type, first));
  return `${GENERATED}

# ${type}

${description}

${examples.map((example) => fenced(stepOf(type, example))).join('\n\n')}

## Settings (\`with\`)

${table(explainField(`${type}.with`).fields, `${type}.with`)}

## Outputs

${outputsOf(WITH_OF[type] ?? '')}

## After a crash

Without \`onInterrupt\` and \`probe\`, ${INTERRUPTED[onInterrupt]}, when a step such as the first example was cut off.
`;
}

function settingsOf(name: string): { description: string; examples: readonly JsonObject[] } {
  const { description, examples } = definition(name);
  return { description: text(description), examples: list(examples).filter(isJsonObject) };
}

function outputsOf(name: string): string {
  const { description, properties } = definition(name.replace(/With$/, 'Outputs'));
  const rows = Object.entries(isJsonObject(properties) ? properties : {}).map(([output, schema]) => {
    const { type: kind = 'any value', description: words } = isJsonObject(schema) ? schema : {};
    return `| \`${output}\` | ${text(kind)} | ${text(words)} |`;
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
