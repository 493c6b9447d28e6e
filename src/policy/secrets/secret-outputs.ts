import { isJsonObject, type Json } from '../../base/json.ts';
import type { Step } from '../../model/generated/manifest.ts';
import type { Wpk } from '../../model/wpk.ts';

/** Actions of a vault step whose answers nobody may see; of a k8s step, what reads a Secret; of an http step, what it says. */
const GIVES_SECRETS: ReadonlySet<string> = new Set(['read', 'write', 'decrypt']);
const OUTPUT =
  /\bsteps\b\s*(?:\.\s*(\w+)|\[\s*["']([^"']+)["']\s*\])(?:\s*\.\s*(state)\b|\s*\.\s*outputs\b(?:\s*\.\s*(\w+)(?:\s*\.\s*(\w+)|\s*\[\s*["']([^"']+)["']\s*\])?)?)?/g;

/** By step, whether a field of its `data` is released by `sensitive: false`. */
export type SecretSteps = ReadonlyMap<string, (field: string | undefined) => boolean>;

/** The steps of a package whose `data` is secret. */
export function secretSteps({ manifest }: Wpk): SecretSteps {
  const { handlers, rollback } = manifest.spec;
  const steps = [...handlers, ...(rollback?.handlers ?? [])];
  return new Map(steps.filter(givesSecrets).map((step) => [step.name, released(step.outputs?.['data'])]));
}

function givesSecrets({ type, action, with: settings }: Step): boolean {
  const kind = settings?.['kind'];
  if (type === 'k8s') return action === 'get' && typeof kind === 'string' && /^secrets?$/i.test(kind);
  if (type === 'http') return settings?.['secrets'] !== undefined;
  return type === 'vault' && action !== undefined && GIVES_SECRETS.has(action);
}

function released(rule: unknown): (field: string | undefined) => boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a validated manifest is JSON; the generated type does not say so.
  const data = (rule ?? null) as Json;
  const all = isJsonObject(data) ? data['sensitive'] : undefined;
  const fields = isJsonObject(data) ? data['properties'] : undefined;
  return (field) => {
    const own =
      field !== undefined && isJsonObject(fields) && Object.hasOwn(fields, field) ? fields[field] : undefined;
    return ((isJsonObject(own) ? own['sensitive'] : undefined) ?? all) === false;
  };
}

/** The secret output that an expression reads, as STEP.FIELD; undefined where it reads none. */
export function secretOutputIn(expression: string, steps: SecretSteps): string | undefined {
  for (const [, dotted, quoted, state, output, field, quotedField] of expression.matchAll(OUTPUT)) {
    const name = dotted ?? quoted ?? '';
    const isReleased = steps.get(name);
    const inside = field ?? quotedField;
    const elsewhere = state !== undefined || (output !== undefined && output !== 'data');
    if (isReleased !== undefined && !elsewhere && !isReleased(inside)) return `${name}.${inside ?? 'data'}`;
  }
  return undefined;
}
