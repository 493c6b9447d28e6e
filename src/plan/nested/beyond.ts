import { isJsonObject } from '../../base/json.ts';
import type { Manifest, Validation } from '../../model/generated/manifest.ts';
import type { NestingStep } from './family.ts';

type Permission = NonNullable<Validation['permissions']>[number];

/** What a nested workflow declares and its parent does not: empty where it lies within. */
export function beyondParent(
  parent: Manifest['spec'],
  child: Manifest['spec'],
  { inputs }: Pick<NestingStep, 'inputs'>,
): readonly string[] {
  const reached = new Set((parent.validation?.network?.egress ?? []).map((place) => place.toLowerCase()));
  const egress = (child.validation?.network?.egress ?? []).filter(
    (place) => !reached.has(place.toLowerCase()),
  );
  const allowed = parent.validation?.permissions ?? [];
  const permissions = (child.validation?.permissions ?? [])
    .map((permission) => inParentsWords(permission, child, inputs))
    .filter((permission) => !allowed.some((rule) => covers(rule, permission)));
  return [...egress.map((place) => `egress ${place}`), ...permissions.map(shown)];
}

/** An input of the child reads as what the parent gives for it. */
function inParentsWords(
  permission: Permission,
  { inputs: schema }: Manifest['spec'],
  given: NestingStep['inputs'],
): Permission {
  const properties = isJsonObject(schema?.['properties']) ? schema['properties'] : {};
  const read = (text: string): string => {
    const [, name] = /^\$\{\{\s*inputs\.([A-Za-z_]\w*)\s*\}\}$/.exec(text) ?? [];
    if (name === undefined) return text.includes('${{') ? unlike(text) : text;
    const property = properties[name];
    const value = given[name] ?? (isJsonObject(property) ? property['default'] : undefined);
    return typeof value === 'string' ? value : unlike(text);
  };
  const { namespaces, resourceNames } = permission;
  return {
    ...permission,
    ...(namespaces !== undefined && { namespaces: namespaces.map(read) }),
    ...(resourceNames !== undefined && { resourceNames: resourceNames.map(read) }),
  };
}

/** The same expression means another thing in the parent: it is equal to none of its texts. */
function unlike(text: string): string {
  return `${text} of the nested workflow`;
}

function covers(rule: Permission, asked: Permission): boolean {
  return (
    isWithin(asked.apiGroups ?? [''], rule.apiGroups ?? ['']) &&
    isWithin(asked.resources, rule.resources) &&
    isWithin(asked.verbs, rule.verbs) &&
    isNarrower(asked.namespaces, rule.namespaces) &&
    isNarrower(asked.resourceNames, rule.resourceNames)
  );
}

function isWithin(asked: readonly string[], allowed: readonly string[]): boolean {
  return allowed.includes('*') || asked.every((one) => allowed.includes(one));
}

/** Absent: everywhere. */
function isNarrower(asked: readonly string[] | undefined, allowed: readonly string[] | undefined): boolean {
  if (allowed === undefined) return true;
  return asked !== undefined && asked.every((one) => allowed.includes(one));
}

function shown({ verbs, resources, namespaces }: Permission): string {
  const where = namespaces === undefined ? 'cluster-wide' : `in ${namespaces.join(', ')}`;
  return `${verbs.join(', ')} ${resources.join(', ')} ${where}`;
}
