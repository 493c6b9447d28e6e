import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { ExpressionError } from './failure.ts';
import type { Reference } from './tree.ts';
import { listOf, mapOf, refuseUnknown, UNKNOWN_VALUE } from './unknown.ts';

export interface Conversion {
  /** Whether a text stands for a value that only the run knows. */
  readonly isUnknown: (text: string) => boolean;
  /** Told of every value that is converted. */
  readonly spend: (values: number) => void;
  /** Whether every number is a double, whole ones too. */
  readonly doubles: boolean;
}

/**
 * The part of `scope` that an expression reads, as CEL values: whole numbers become BigInt (CEL's int),
 * mappings become Maps. Only what the paths name is converted, so a scope may be large.
 */
export function celScope(
  scope: JsonObject,
  references: readonly Reference[],
  conversion: Conversion,
): Record<string, unknown> {
  const taken = new Map<string, unknown>();
  // Short paths first: what is taken whole is not taken again in parts.
  const paths = references.map(({ path }) => path).toSorted((a, b) => a.length - b.length);
  const whole = new Set<unknown>();
  for (const path of paths) take({ source: scope, target: taken, whole, conversion }, path);
  return Object.fromEntries(taken);
}

interface Taking {
  readonly source: JsonObject;
  readonly target: Map<unknown, unknown>;
  readonly whole: Set<unknown>;
  readonly conversion: Conversion;
}

function take({ source, target, whole, conversion }: Taking, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined || !Object.hasOwn(source, key)) return;
  const value = source[key];
  const there = target.get(key);
  if (value === undefined || whole.has(there)) return;
  if (rest.length > 0 && isJsonObject(value)) {
    const inner = there instanceof Map ? there : new Map<unknown, unknown>();
    target.set(key, inner);
    take({ source: value, target: inner, whole, conversion }, rest);
    return;
  }
  const taken = toCel(value, conversion);
  if (typeof taken === 'object') whole.add(taken);
  target.set(key, taken);
}

function toCel(value: Json, conversion: Conversion): unknown {
  conversion.spend(1);
  if (typeof value === 'number') return isInt(value, conversion) ? BigInt(value) : value;
  if (typeof value === 'string') return conversion.isUnknown(value) ? UNKNOWN_VALUE : value;
  if (Array.isArray(value)) return listOf(value.map((item) => toCel(item, conversion)));
  return isJsonObject(value)
    ? mapOf(Object.entries(value).map(([key, item]) => [key, toCel(item, conversion)]))
    : value;
}

function isInt(value: number, { doubles }: Conversion): boolean {
  return !doubles && Number.isSafeInteger(value);
}

/** A CEL value as JSON. @throws {ExpressionError} for what JSON cannot say exactly. */
export function toJson(value: unknown, expression: string): Json {
  refuseUnknown(value);
  const inner = (item: unknown): Json => toJson(item, expression);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'bigint') return exact(value, expression);
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [String(key), inner(item)]));
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'object') return objectToJson(value, expression);
  throw noJson(expression);
}

function objectToJson(value: object, expression: string): Json {
  if (isDuration(value)) return value.toString();
  const primitive: unknown = value.valueOf();
  if (typeof primitive === 'bigint') return exact(primitive, expression);
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item, expression)]));
  }
  throw noJson(expression);
}

function isDuration(value: object): value is { toString(): string; readonly seconds: bigint } {
  return Object.prototype.toString.call(value) === '[object google.protobuf.Duration]';
}

function exact(value: bigint, expression: string): number {
  if (Number.isSafeInteger(Number(value))) return Number(value);
  throw new ExpressionError('expression-value', `${value} is too large to be kept exactly`, { expression });
}

function noJson(expression: string): ExpressionError {
  return new ExpressionError('expression-value', 'The expression gives something that is no JSON value', {
    expression,
  });
}
