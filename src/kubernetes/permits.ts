import { isJsonObject } from '../base/json.ts';
import type { ApiRequest, Permission } from '../model/cluster.ts';

/** What a request needs, as RBAC asks it: all of these. */
export interface Needed {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `deployments/scale`. */
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string | null;
}

/** The first of what a request needs that no permission gives; undefined: it is declared. */
export function missingFor(permissions: readonly Permission[], request: ApiRequest): Needed | undefined {
  return neededFor(request).find((needed) => !givenBy(permissions, needed));
}

export function givenBy(permissions: readonly Permission[], needed: Needed): boolean {
  return permissions.some((permission) => gives(permission, needed));
}

export function neededFor(request: ApiRequest): Needed[] {
  const { verb, kind, subresource, name } = request;
  const resource = subresource === undefined ? kind.resource : `${kind.resource}/${subresource}`;
  const needed = { verb, group: kind.group, resource, namespace: namespaceOf(request), name };
  // An object of another uid, or none, is refused by the server: such an apply never creates one.
  const mayCreate = verb === 'patch' && (request.patch ?? 'apply') === 'apply' && !namesUid(request);
  return mayCreate && subresource === undefined ? [needed, { ...needed, verb: 'create' }] : [needed];
}

/** A namespace itself lies in itself, as RBAC sees it. */
function namespaceOf({ kind, namespace, name }: ApiRequest): string | null {
  return kind.group === '' && kind.resource === 'namespaces' ? name : namespace;
}

function namesUid({ body }: ApiRequest): boolean {
  const metadata = isJsonObject(body) ? body['metadata'] : undefined;
  return isJsonObject(metadata) && typeof metadata['uid'] === 'string';
}

function gives(permission: Permission, { verb, group, resource, namespace, name }: Needed): boolean {
  const { apiGroups, verbs, namespaces, resourceNames } = permission;
  return (
    hasOrAll(verbs, verb) &&
    hasOrAll(apiGroups, group) &&
    permission.resources.some((given) => coversResource(given, resource)) &&
    (namespaces === null || (namespace !== null && namespaces.includes(namespace))) &&
    (resourceNames === null || (name !== null && resourceNames.includes(name)))
  );
}

function hasOrAll(given: readonly string[], wanted: string): boolean {
  return given.includes(wanted) || given.includes('*');
}

/** `*` gives all, and a star before the slash a subresource of every resource, as in a Role. */
function coversResource(given: string, wanted: string): boolean {
  const [, subresource] = wanted.split('/', 2);
  return given === '*' || given === wanted || (subresource !== undefined && given === `*/${subresource}`);
}

/** `patch deployments.apps in shop`, as a person reads it. */
export function showNeeded({ verb, group, resource, namespace, name }: Needed): string {
  const [plain = '', subresource] = resource.split('/', 2);
  const full = `${plain}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
  const which = name === null ? '' : ` "${name}"`;
  return `${verb} ${full}${which}${namespace === null ? '' : ` in ${namespace}`}`;
}
