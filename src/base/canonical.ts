import canonicalize from 'canonicalize';
import type { Json } from './json.ts';

/**
 * RFC 8785 canonical JSON. The guard refuses what the library would change
 * silently: undefined, functions, class instances, NaN, and numbers beyond 2^53.
 */
export function canonicalJson(value: Json): string {
  refuseLoss(value, '$');
  const text = canonicalize(value);
  if (text === undefined) throw new Error('canonical JSON of undefined');
  return text;
}

function refuseLoss(value: unknown, path: string): void {
  if (isExact(value)) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseLoss(item, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null && isPlain(value)) {
    for (const [key, item] of Object.entries(value)) refuseLoss(item, `${path}.${key}`);
  } else {
    throw new Error(`${path}: ${String(value)} has no exact JSON form`);
  }
}

function isExact(value: unknown): boolean {
  if (typeof value !== 'number')
    return value === null || typeof value === 'boolean' || typeof value === 'string';
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
