import { templateParts } from '../../base/expression/template-parts.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Wpk } from '../../model/wpk.ts';
import { secretOutputIn, type SecretSteps } from './secret-outputs.ts';

/** A value that comes from elsewhere when a step needs it. */
const REFERENCE = /^(?:vault|env|file):\/\/./;

/** Inputs that are secrets: writeOnly, or given as a reference to one. */
export function secretInputs({ manifest }: Wpk): ReadonlySet<string> {
  const schema: unknown = manifest.spec.inputs;
  const properties = isJsonObject(jsonOf(schema)) ? jsonOf(propertyOf(jsonOf(schema), 'properties')) : null;
  const secret = Object.entries(isJsonObject(properties) ? properties : {}).filter(([, rule]) => {
    const given = propertyOf(rule, 'default');
    const isReference = typeof given === 'string' && REFERENCE.test(given);
    return propertyOf(rule, 'writeOnly') === true || isReference;
  });
  return new Set(secret.map(([name]) => name));
}

/** What a package may read that is secret: inputs by name, and outputs of steps. */
export interface SecretSources {
  readonly inputs: ReadonlySet<string>;
  readonly steps: SecretSteps;
}

/** Where a value reads one of the secrets, however deep, and which. */
export function* taintedTexts(
  value: Json,
  pointer: string,
  secrets: SecretSources,
): Iterable<{ readonly pointer: string; readonly name: string }> {
  if (typeof value === 'string') {
    const name = secretIn(value, secrets);
    if (name !== undefined) yield { pointer, name };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries<Json>(value))
      yield* taintedTexts(item, pointerTo(pointer, key), secrets);
  }
}

function secretIn(text: string, { inputs, steps }: SecretSources): string | undefined {
  if (!text.includes('${{')) return undefined;
  for (const part of templateParts(text)) {
    if (part.kind !== 'expression') continue;
    for (const [, dotted, quoted] of part.text.matchAll(
      /\binputs\b(?:\s*\.\s*(\w+)|\s*\[\s*["']([^"']+)["']\s*\])?/g,
    )) {
      const name = dotted ?? quoted;
      // All inputs at once, or one that is chosen when it runs: any of them.
      const [any] = inputs;
      if (name === undefined ? any !== undefined : inputs.has(name)) return name ?? any;
    }
    const output = steps.size === 0 ? undefined : secretOutputIn(part.text, steps);
    if (output !== undefined) return output;
  }
  return undefined;
}

function propertyOf(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function jsonOf(value: unknown): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a validated manifest is JSON; the generated type does not say so.
  return (value ?? null) as Json;
}
