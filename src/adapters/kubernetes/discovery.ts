import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import type { ApiKind } from '../../model/cluster.ts';

/** Asks for all kinds of a group at once (Kubernetes 1.27 and newer). */
export const DISCOVERY_TYPE = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** The kinds that an answer to `/api` or `/apis` names; each in its group's preferred version, the older ones behind. */
export function kindsIn(answer: JsonObject): ApiKind[] {
  return list(answer['items']).flatMap((group) => {
    const name = textOf(mapping(group['metadata'])['name'] ?? '');
    return list(group['versions']).flatMap((version) =>
      list(version['resources']).map((resource) => kindOf(resource, name, textOf(version['version'] ?? ''))),
    );
  });
}

function kindOf(resource: JsonObject, group: string, version: string): ApiKind {
  const responseKind = mapping(resource['responseKind']);
  return {
    group,
    version,
    kind: textOf(responseKind['kind'] ?? ''),
    resource: textOf(resource['resource'] ?? ''),
    aliases: [textOf(resource['singularResource'] ?? ''), ...texts(resource['shortNames'])].filter(Boolean),
    namespaced: resource['scope'] === 'Namespaced',
    subresources: list(resource['subresources']).map((part) => textOf(part['subresource'] ?? '')),
    verbs: texts(resource['verbs']),
  };
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function mapping(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
