import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';

const EXPRESSION = /\$\{\{\s*([\s\S]*?)\s*\}\}/g;
const INPUT_PATH = /^inputs((?:\.[A-Za-z_][A-Za-z0-9_]*)+)$/;

/** The inputs as far as they are known before a run: those that were given, else their defaults. */
export function knownInputs(schema: unknown, given: JsonObject): JsonObject {
  const properties = propertyOf(schema, 'properties');
  const defaults: Record<string, Json> = {};
  for (const name of Object.keys(isObject(properties) ? properties : {})) {
    const value = propertyOf(propertyOf(properties, name), 'default');
    if (isJson(value)) defaults[name] = value;
  }
  return { ...defaults, ...given };
}

/** `value` with every `${{ inputs.PATH }}` that is known put in; other expressions stay as they are. */
export function fill(value: Json, inputs: JsonObject): Json {
  if (typeof value === 'string') return fillText(value, inputs);
  if (Array.isArray(value)) return value.map((item: Json) => fill(item, inputs));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, inputs)]));
}

/** Whether it holds an expression that only a run can answer. */
export function isOpen(value: Json | undefined): boolean {
  return typeof value === 'string' && value.includes('${{');
}

function fillText(text: string, inputs: JsonObject): Json {
  if (!text.includes('${{')) return text;
  const [whole] = text.matchAll(EXPRESSION);
  if (whole !== undefined && whole[0] === text.trim()) return lookUp(whole[1], inputs) ?? text;
  return text.replace(EXPRESSION, (expression, path: string) => {
    const value = lookUp(path, inputs);
    if (value === undefined) return expression;
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function lookUp(expression: string | undefined, inputs: JsonObject): Json | undefined {
  const [, path] = INPUT_PATH.exec(expression ?? '') ?? [];
  if (path === undefined) return undefined;
  let value: Json | undefined = inputs;
  for (const name of path.slice(1).split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function propertyOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isJson(value: unknown): value is Json {
  return (
    value !== undefined &&
    typeof value !== 'function' &&
    typeof value !== 'symbol' &&
    typeof value !== 'bigint'
  );
}
