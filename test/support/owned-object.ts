import { isJsonObject, type Json, type JsonObject, textOf } from '../../src/base/json.ts';
import { pointerSegments } from '../../src/base/pointer.ts';
import { setOf } from '../../src/kubernetes/field-set.ts';
import type { KubeObject } from '../../src/model/cluster.ts';

/** What is written of an object: labels and data by name, containers by theirs with arguments that are one value. */
export interface Written {
  readonly labels: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
  readonly containers: Readonly<Record<string, { readonly image: string; readonly args: readonly string[] }>>;
}

/** Each value with its path in the words of managedFields; of a mapping and a container also that it is there. */
export function leavesOf({ labels, data, containers }: Written): ReadonlyMap<string, Json> {
  const leaves = new Map<string, Json>();
  const put = (path: readonly string[], value: Json) => leaves.set(JSON.stringify(path), value);
  for (const [path, mapping] of [
    [['f:metadata', 'f:labels'], labels],
    [['f:data'], data],
  ] as const)
    if (Object.keys(mapping).length > 0) put(path, true);
  for (const [key, value] of Object.entries(labels)) put(['f:metadata', 'f:labels', `f:${key}`], value);
  for (const [key, value] of Object.entries(data)) put(['f:data', `f:${key}`], value);
  for (const [name, { image, args }] of Object.entries(containers)) {
    const item = ['f:spec', 'f:containers', `k:${JSON.stringify({ name })}`];
    put(item, true);
    put([...item, 'f:name'], name);
    put([...item, 'f:image'], image);
    if (args.length > 0) put([...item, 'f:args'], [...args]);
  }
  return leaves;
}

export type Owners = ReadonlyMap<string, readonly string[]>;

/** Who owns what when one writes another state, as an API server keeps it for updates. */
export function writtenBy(
  manager: string,
  { before, after }: { readonly before: Written; readonly after: Written },
  owners: Owners,
): Owners {
  const was = leavesOf(before);
  return new Map(
    [...leavesOf(after)].map(([path, value]) => {
      const isSame = was.has(path) && JSON.stringify(was.get(path)) === JSON.stringify(value);
      return [path, isSame ? (owners.get(path) ?? []) : [manager]];
    }),
  );
}

/** The object as the API server gives it. */
export function objectOf({ labels, data, containers }: Written, owners: Owners): KubeObject {
  // Nobody owns the order of a list.
  const inOrder = Object.entries(containers).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const list = inOrder.map(([name, { image, args }]) => ({
    name,
    image,
    ...(args.length > 0 && { args }),
  }));
  return {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: {
      name: 'thing',
      uid: 'u',
      ...(Object.keys(labels).length > 0 && { labels }),
      managedFields: managedFieldsOf(owners),
    },
    ...(Object.keys(data).length > 0 && { data }),
    spec: { paused: false, ...(list.length > 0 && { containers: list }) },
  };
}

function managedFieldsOf(owners: Owners): JsonObject[] {
  const managers = new Set([...owners.values()].flat());
  return [...managers].toSorted().map((manager) => {
    const paths = [...owners]
      .filter(([, names]) => names.includes(manager))
      .map(([path]): string[] => JSON.parse(path));
    return {
      manager,
      operation: 'Update',
      apiVersion: 'v1',
      time: '2026-01-01T00:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: setOf(paths),
    };
  });
}

/** Applies a JSON patch of adds, replacements and removals; anything that it cannot do throws. */
export function patched(object: KubeObject, patch: readonly JsonObject[]): KubeObject {
  const root = structuredClone(object);
  for (const { op, path, value = null } of patch) {
    const tokens = pointerSegments(textOf(path));
    const last = tokens.pop() ?? '';
    const parent = tokens.reduce<Json>(memberOf, root);
    if (op !== 'add') memberOf(parent, last);
    if (Array.isArray(parent))
      parent.splice(Number(last), op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    else if (!isJsonObject(parent)) throw new Error(`nothing can be at ${last}`);
    else if (op === 'remove') Reflect.deleteProperty(parent, last);
    else Reflect.set(parent, last, value);
  }
  return root;
}

function memberOf(parent: Json, token: string): Json {
  const member: Json | undefined = Array.isArray(parent)
    ? parent[Number(token)]
    : isJsonObject(parent)
      ? parent[token]
      : undefined;
  if (member === undefined) throw new Error(`nothing at ${token}`);
  return member;
}

/** What of an object was written. */
export function writtenIn({ metadata, data, spec }: KubeObject): Written {
  const labels = isJsonObject(metadata) && isJsonObject(metadata['labels']) ? metadata['labels'] : {};
  const list = isJsonObject(spec) && Array.isArray(spec['containers']) ? spec['containers'] : [];
  const containers = list.filter(isJsonObject).map(({ name, image, args }) => {
    const texts = Array.isArray(args) ? args.map(String) : [];
    return [textOf(name), { image: textOf(image), args: texts }] as const;
  });
  return {
    labels: textsOf(labels),
    data: textsOf(isJsonObject(data) ? data : {}),
    containers: Object.fromEntries(containers),
  };
}

function textsOf(mapping: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, textOf(value)]));
}
