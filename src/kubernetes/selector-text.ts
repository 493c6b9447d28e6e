import { isJsonObject, type Json, type JsonObject, textOf } from '../base/json.ts';
import { listAt, mappingAt } from './parts.ts';

/** A LabelSelector as `labelSelector` in a query takes it; undefined: an empty one, which would choose all. */
export function selectorText(selector: JsonObject): string | undefined {
  const labels = Object.entries(mappingAt(selector, 'matchLabels'));
  const expressions = listAt(selector, 'matchExpressions').map(expressionText);
  return labelsText(labels, expressions);
}

/** The plain labels of a Service or ReplicationController. */
export function labelsText(
  labels: readonly (readonly [string, Json])[],
  more: readonly string[] = [],
): string | undefined {
  const parts = [...labels.map(([key, value]) => `${key}=${textOf(value)}`), ...more];
  return parts.length === 0 ? undefined : parts.join(',');
}

/** What chooses the pods of a workload; undefined: it has none of its own. */
export function podSelectorOf(workload: JsonObject): string | undefined {
  const selector = mappingAt(workload, 'spec', 'selector');
  const isLabelSelector =
    isJsonObject(selector['matchLabels']) || Array.isArray(selector['matchExpressions']);
  return isLabelSelector ? selectorText(selector) : labelsText(Object.entries(selector));
}

function expressionText(expression: JsonObject): string {
  const { key, operator, values } = expression;
  const set = Array.isArray(values) ? values.map(textOf).join(',') : '';
  if (operator === 'In') return `${textOf(key)} in (${set})`;
  if (operator === 'NotIn') return `${textOf(key)} notin (${set})`;
  return operator === 'DoesNotExist' ? `!${textOf(key)}` : textOf(key);
}
