import { ExpressionError } from '../../base/expression/failure.ts';
import { resolveTemplates } from '../../base/expression/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Secret } from '../../base/redact.ts';
import type { PlannedStep } from '../../model/plan.ts';
import { shownKey } from './secret-key.ts';
import { asSecrets, type RunScope, scopeFor, secretsRead, templatePaths, textsOf } from './scope.ts';

/** A step's settings with every value in place, and the secrets among them. */
export interface Settings {
  readonly values: JsonObject;
  readonly secrets: readonly Secret[];
}

/** A secret where it could be seen by others. */
export class MisplacedSecret extends Error {}

/** Where a secret may stand: never in argv, which other processes see, or in a URL, which logs keep. */
const SECRET_PLACES: Readonly<Record<string, readonly string[]>> = {
  shell: ['env', 'files', 'stdin'],
  script: ['env', 'files', 'input'],
  docker: ['env', 'files', 'stdin'],
  http: ['headers', 'body'],
  // A webhook's URL is its password: no other process sees it, and no text of ours holds it.
  notify: ['payload', 'url', 'routingKey', 'password'],
  prometheus: ['bearerToken', 'basicAuth'],
  k8s: ['manifest', 'patch'],
  vault: ['data', 'plaintext', 'input', 'context'],
};

/** @throws {MisplacedSecret | ExpressionError} */
export function resolveSettings(step: Pick<PlannedStep, 'type' | 'with'>, scope: RunScope): Settings {
  if (!textsOf(step.with).some((text) => text.includes('${{'))) return { values: step.with, secrets: [] };
  const secrets = new Map<string, Secret>();
  const resolve = (value: Json, place: string): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => resolve(item, place));
    if (isJsonObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, place)]));
    }
    if (typeof value !== 'string' || !value.includes('${{')) return value;
    const paths = templatePaths(value);
    const names = secretsRead(paths, scope.secrets);
    const resolved = quietly(names, place, () => resolveTemplates(value, scopeFor(scope, paths)));
    for (const secret of namedBy(names, resolved, { step, place, scope })) secrets.set(secret.value, secret);
    return resolved;
  };
  const values = Object.entries(step.with).map(([place, value]) => [place, resolve(value, place)] as const);
  return { values: Object.fromEntries(values), secrets: [...secrets.values()] };
}

/** What went wrong with an expression may quote the values that it reads. */
function quietly(names: readonly string[], place: string, resolve: () => Json): Json {
  const [first] = names;
  if (first === undefined) return resolve();
  try {
    return resolve();
  } catch {
    const message = `in ${place}, the expression that reads the secret ${first} has no value`;
    throw new ExpressionError('expression-value', message, { expression: '' });
  }
}

interface Where {
  readonly step: Pick<PlannedStep, 'type'>;
  readonly place: string;
  readonly scope: RunScope;
}

/** The secrets themselves, and what an expression made of them. */
function namedBy(names: readonly string[], resolved: Json, { step, place, scope }: Where): Secret[] {
  const [first] = names;
  if (first === undefined) return [];
  if (!SECRET_PLACES[step.type]?.includes(place)) {
    throw new MisplacedSecret(
      `the secret ${shownKey(first)} may not stand in ${place} of a ${step.type} step`,
    );
  }
  const made = textsOf(resolved, 'and keys').filter((value) => value !== '');
  return [...asSecrets(names, scope.secrets), ...made.map((value) => ({ name: shownKey(first), value }))];
}
