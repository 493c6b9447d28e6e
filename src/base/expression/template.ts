import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type Circumstances, evaluateExpression } from './evaluate.ts';
import { ExpressionError } from './failure.ts';
import { templateParts } from './template-parts.ts';

/**
 * Puts values where a JSON value has `${{ }}`, in every text however deep; keys stay as they are. A text that
 * is one expression alone becomes its value, of whatever type; in the middle of a text the value is written out.
 * @throws {ExpressionError} for the first expression that fails.
 */
export function resolveTemplates(value: Json, scope: JsonObject, circumstances: Circumstances = {}): Json {
  if (typeof value === 'string') return resolveText(value, scope, circumstances);
  if (Array.isArray(value)) return value.map((item) => resolveTemplates(item, scope, circumstances));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolveTemplates(item, scope, circumstances)]),
  );
}

function resolveText(text: string, scope: JsonObject, circumstances: Circumstances): Json {
  if (!text.includes('${{')) return text;
  const parts = templateParts(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression')
    return evaluateExpression(only.text, scope, circumstances);
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'expression':
          return asText(evaluateExpression(part.text, scope, circumstances));
        case 'unclosed':
          throw new ExpressionError('expression-syntax', 'A ${{ is not closed by }}', { expression: text });
      }
    })
    .join('');
}

/** A value inside a text: text as it is, nothing for null, everything else as JSON. */
function asText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
