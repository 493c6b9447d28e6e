import { isJsonObject, type Json, textOf } from '../base/json.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether a label selector (matchLabels, matchExpressions) chooses what has these labels. An empty one chooses all. */
export function selects(selector: Json | undefined, labels: Labels): boolean {
  if (!isJsonObject(selector)) return false;
  const { matchLabels, matchExpressions } = selector;
  const equal = isJsonObject(matchLabels) ? Object.entries(matchLabels) : [];
  const said = Array.isArray(matchExpressions) ? matchExpressions.filter(isJsonObject) : [];
  return (
    equal.every(([key, value]) => labels[key] === value) &&
    said.every(({ key, operator, values }) => holds(labels[textOf(key)], textOf(operator), values))
  );
}

function holds(value: string | undefined, operator: string, values: Json | undefined): boolean {
  const among = Array.isArray(values) && values.some((one) => one === value);
  switch (operator) {
    case 'In':
      return value !== undefined && among;
    case 'NotIn':
      return !among;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
