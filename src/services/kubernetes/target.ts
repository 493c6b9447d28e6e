import { textOf } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import type { ApiKind, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';

/** The object that a step's `kind`, `apiVersion`, `namespace` and `name` mean; `usualKind`: where it says none. @throws {ClusterError} not-found for an unknown kind */
export async function targetOf(call: Call, usualKind = ''): Promise<ObjectRef> {
  const { kind: written = usualKind, apiVersion, namespace, name = '' } = call.settings;
  const kind = await kindFor(call, {
    written: textOf(written),
    apiVersion: apiVersion === undefined ? null : textOf(apiVersion),
  });
  const where = namespace === undefined ? call.cluster.namespace : textOf(namespace);
  return { kind, namespace: kind.namespaced ? where : null, name: textOf(name) };
}

interface AskedKind {
  /** As kubectl takes it. */
  readonly written: string;
  /** null: the preferred one. */
  readonly apiVersion: string | null;
}

/** @throws {ClusterError} not-found for an unknown kind */
export async function kindFor(
  { cluster, signal }: Pick<Call, 'cluster' | 'signal'>,
  asked: AskedKind,
): Promise<ApiKind> {
  const kind =
    findKind(await cluster.kinds({ signal }), asked) ??
    findKind(await cluster.kinds({ signal, fresh: true }), asked);
  if (kind === undefined) throw await unknownKind(cluster, { written: asked.written, signal });
  return kind;
}

function findKind(kinds: readonly ApiKind[], { written, apiVersion }: AskedKind): ApiKind | undefined {
  const wanted = written.toLowerCase();
  return kinds.find(
    ({ kind, resource, aliases, group, version }) =>
      (apiVersion === null || apiVersion === (group === '' ? version : `${group}/${version}`)) &&
      [kind.toLowerCase(), resource, ...aliases, `${resource}.${group}`].includes(wanted),
  );
}

async function unknownKind(
  cluster: Call['cluster'],
  { written, signal }: { readonly written: string; readonly signal: AbortSignal },
): Promise<ClusterError> {
  const names = (await cluster.kinds({ signal })).map(({ kind }) => kind);
  const meant = suggest(written, names);
  const hint = meant === undefined ? '' : `, did you mean "${meant}"?`;
  return new ClusterError('not-found', `${cluster.server} serves no kind "${written}"${hint}`);
}
