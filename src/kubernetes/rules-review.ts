import { isJsonObject, type Json, textOf } from '../base/json.ts';
import type { Permission } from '../model/cluster.ts';
import { givenBy, type Needed } from './permits.ts';
import { listAt } from './parts.ts';

/**
 * Whether what a SelfSubjectRulesReview lists of a namespace gives what is needed there. A no proves nothing: an authorizer
 * may not be able to list what it allows.
 */
export function isGranted(status: Json | undefined, needed: Needed): boolean {
  const rules = listAt(status ?? null, 'resourceRules');
  return isJsonObject(status) && status['incomplete'] !== true && givenBy(rules.map(permissionOf), needed);
}

function permissionOf(rule: Json): Permission {
  const texts = (key: string) => {
    const value = isJsonObject(rule) ? rule[key] : undefined;
    return Array.isArray(value) ? value.map(textOf) : [];
  };
  const names = texts('resourceNames');
  return {
    apiGroups: texts('apiGroups'),
    resources: texts('resources'),
    verbs: texts('verbs'),
    namespaces: null,
    resourceNames: names.length === 0 ? null : names,
  };
}
