import { textOf } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import type { ApiKind, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';

type Asking = Pick<Call, 'settings' | 'cluster' | 'signal'>;

/** The object that a step's `kind`, `apiVersion`, `namespace` and `name` mean; `usualKind`: where it says none. @throws {ClusterError} not-found for an unknown kind */
export async function targetOf(call: Asking, usualKind = ''): Promise<ObjectRef> {
  const { kind: written = usualKind, apiVersion, name = '' } = call.settings;
  const kind = await kindNamed(call, {
    written: textOf(written),
    apiVersion: apiVersion === undefined ? null : textOf(apiVersion),
  });
  return { kind, namespace: namespaceFor(call, kind), name: textOf(name) };
}

/** Where a step means objects of a kind; null: it has no namespaces. */
export function namespaceFor({ settings, cluster }: Asking, kind: ApiKind): string | null {
  const { namespace } = settings;
  if (!kind.namespaced) return null;
  return namespace === undefined ? cluster.namespace : textOf(namespace);
}

interface Written {
  readonly written: string;
  readonly apiVersion: string | null;
}

/** The kind that is meant. Asks again, as a definition may have come since. @throws {ClusterError} not-found */
export async function kindNamed(call: Pick<Call, 'cluster' | 'signal'>, asked: Written): Promise<ApiKind> {
  const { cluster, signal } = call;
  const kind =
    findKind(await cluster.kinds({ signal }), asked) ??
    findKind(await cluster.kinds({ signal, fresh: true }), asked);
  if (kind === undefined) throw await unknownKind(call, asked.written);
  return kind;
}

function findKind(kinds: readonly ApiKind[], { written, apiVersion }: Written): ApiKind | undefined {
  const wanted = written.toLowerCase();
  return kinds.find(
    ({ kind, resource, aliases, group, version }) =>
      (apiVersion === null || apiVersion === (group === '' ? version : `${group}/${version}`)) &&
      [kind.toLowerCase(), resource, ...aliases, `${resource}.${group}`].includes(wanted),
  );
}

async function unknownKind(
  { cluster, signal }: Pick<Call, 'cluster' | 'signal'>,
  written: string,
): Promise<ClusterError> {
  const names = (await cluster.kinds({ signal })).map(({ kind }) => kind);
  const meant = suggest(written, names);
  const near = meant === undefined ? '' : `, did you mean "${meant}"?`;
  return new ClusterError('not-found', `${cluster.server} serves no kind "${written}"${near}`, {
    hint: 'kubectl api-resources',
  });
}
