import type { Placed } from '../view/place.ts';

/** One rule of a role, or one permission that the package asks for. */
export interface Grant {
  /** Who is given it, as a sentence begins: "ClusterRole reader", "The package". */
  readonly holder: string;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly nonResourceUrls: readonly string[];
  readonly resourceNames: readonly string[];
  /** In every namespace, and on what belongs to none. */
  readonly clusterWide: boolean;
  /** Where it stands; `key` leads to one of its lists. */
  place(key?: string): Placed;
}

/** Something that a rule looks for in grants. */
export interface Target {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** The names mean nothing in another group, so a grant that names one is taken to mean it, whatever its group. */
  readonly uniqueNames?: boolean;
}

/** The target's resources that a grant covers, with at least one of the verbs; as the API server matches them. */
export function covered({ apiGroups, resources, verbs }: Grant, target: Target): readonly string[] {
  if (!meets(verbs, target.verbs)) return [];
  if (!meets(apiGroups, target.apiGroups))
    return target.uniqueNames === true ? target.resources.filter((name) => resources.includes(name)) : [];
  return target.resources.filter((resource) => resources.some((entry) => matches(entry, resource)));
}

function meets(granted: readonly string[], wanted: readonly string[]): boolean {
  return granted.includes('*') || wanted.includes('*') || granted.some((entry) => wanted.includes(entry));
}

// `*` is everything, a subresource too; `*/scale` is that subresource of everything.
function matches(entry: string, resource: string): boolean {
  return entry === '*' || entry === resource || (entry.startsWith('*/') && resource.endsWith(entry.slice(1)));
}

const EVERY_VERB = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** Whether it holds everything that an administrator holds. */
export function allowsEverything({ apiGroups, resources, verbs, resourceNames }: Grant): boolean {
  const everyVerb = verbs.includes('*') || EVERY_VERB.every((verb) => verbs.includes(verb));
  return apiGroups.includes('*') && resources.includes('*') && everyVerb && resourceNames.length === 0;
}

/** "in every namespace", for the end of a sentence. */
export function scopeOf({ clusterWide, resourceNames }: Grant): string {
  if (resourceNames.length > 0) return `, of ${resourceNames.join(', ')} alone`;
  return clusterWide ? ' in every namespace' : ' in its namespace';
}
