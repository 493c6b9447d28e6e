import { styleText } from './style.ts';
import type { Json } from '../base/json.ts';
import type { ExplainedField, Explanation } from '../model/explanation.ts';

/** A field as a person reads it: its name and type, what it means, what may stand there, and what is inside. */
export function describeExplanation(explanation: Explanation): string {
  const { field, type, description, allowed, examples, fields } = explanation;
  const heading = `${styleText('bold', field === '' ? 'manifest' : field)} ${styleText('dim', `<${type}>`)}`;
  return [
    heading,
    `  ${description.replaceAll('\n', '\n  ')}`,
    ...(allowed === undefined ? [] : ['', `  One of: ${allowed.map(inline).join(', ')}`]),
    ...(explanation.default === undefined ? [] : ['', `  Default: ${inline(explanation.default)}`]),
    ...section('Examples', examples.map(inline)),
    ...section('Fields', table(fields)),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function table(fields: readonly ExplainedField[]): string[] {
  const names = fields.map(({ name, required }) => `${name}${required ? '*' : ''}`);
  const width = Math.max(0, ...names.map((name) => name.length));
  const types = Math.max(0, ...fields.map(({ type }) => type.length));
  const lines = fields.map(({ type, description }, i) =>
    `${(names[i] ?? '').padEnd(width)}  ${styleText('dim', type.padEnd(types))}  ${description}`.trimEnd(),
  );
  return fields.some(({ required }) => required) ? [...lines, styleText('dim', '(* required)')] : lines;
}

function inline(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
