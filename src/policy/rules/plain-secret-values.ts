import { isJsonObject, type Json, textOf } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { StepType } from '../../model/generated/manifest.ts';
import type { Finding } from '../rule.ts';
import { isLiteral, namesSecret } from '../secrets/words.ts';
import type { K8sObject } from '../view/objects.ts';
import type { PackageView } from '../view/package-view.ts';
import { nameOf } from '../view/pods.ts';
import type { StepView } from '../view/steps.ts';
import { inObject, inStep } from './finding.ts';

/** Keys of a Secret that everyone may know. */
const PUBLIC =
  /\.(?:crt|pub|cer)$|(?:^|[._-])(?:ca|host|port|database|namespace|url|endpoint|region)$|(?:user|username|login|name|address)(?:_in)?$/i;

/** Secrets, ConfigMaps and environments whose keys say that they hold one. */
export function* secretsInObjects({ objects, containers }: PackageView): Iterable<Finding> {
  for (const object of objects) {
    if (object.kind === 'Secret') yield* inSecret(object);
    if (object.kind === 'ConfigMap') yield* inConfigMap(object);
  }
  for (const container of containers) {
    const env = container.value['env'];
    for (const [index, variable] of (Array.isArray(env) ? env : []).entries()) {
      if (!isJsonObject(variable) || !holds(variable['name'], variable['value'])) continue;
      const field = pointerTo(container.pointer, 'env', index, 'value');
      const what = `${nameOf(container)} is given ${textOf(variable['name'])} in plain text.`;
      yield { ...inObject(container.pod.object, field), what };
    }
  }
}

/** Environments of the package's own steps, what they write to Vault, and what they show Prometheus. */
export function* secretsInSteps(view: PackageView): Iterable<Finding> {
  for (const step of view.steps) {
    for (const [path, values] of namedValues(step)) {
      for (const [name, value] of Object.entries(isJsonObject(values) ? values : {})) {
        if (!holds(name, value)) continue;
        const place = inStep(view, step, pointerTo(step.pointer, 'with', ...path, name));
        yield {
          ...place,
          what: `The step gives ${TAKER[step.type] ?? 'its process'} ${name} in plain text.`,
        };
      }
    }
  }
}

const TAKER: Readonly<Partial<Record<StepType, string>>> = { vault: 'Vault', prometheus: 'Prometheus' };

function namedValues({ type, with: settings }: StepView): (readonly [readonly string[], Json | undefined])[] {
  if (type === 'vault') return [[['data'], settings['data']]];
  if (type !== 'prometheus') return [[['env'], settings['env']]];
  const { bearerToken } = settings;
  return [
    [[], bearerToken === undefined ? {} : { bearerToken }],
    [['basicAuth'], settings['basicAuth']],
  ];
}

function* inSecret(object: K8sObject): Iterable<Finding> {
  for (const field of ['data', 'stringData']) {
    const values = object.value[field];
    for (const [key, value] of Object.entries(isJsonObject(values) ? values : {})) {
      const text = field === 'data' ? decoded(value) : value;
      if (typeof text !== 'string' || PUBLIC.test(key) || !isLiteral(text)) continue;
      const place = inObject(object, pointerTo(object.pointer, field, key));
      yield { ...place, what: `${object.title} holds ${key}; base64 is no encryption.` };
    }
  }
}

function* inConfigMap(object: K8sObject): Iterable<Finding> {
  const data = object.value['data'];
  for (const [key, value] of Object.entries(isJsonObject(data) ? data : {})) {
    if (!holds(key, value)) continue;
    const place = inObject(object, pointerTo(object.pointer, 'data', key));
    yield { ...place, what: `${object.title} holds ${key}, where everyone may read it.` };
  }
}

function holds(name: Json | undefined, value: Json | undefined): boolean {
  const isOneWord = typeof value === 'string' && !/[\s/]/.test(value.trim());
  return typeof name === 'string' && isOneWord && namesSecret(name) && isLiteral(value);
}

function decoded(value: Json): string | undefined {
  if (typeof value !== 'string' || !isLiteral(value)) return undefined;
  return Buffer.from(value, 'base64').toString();
}
