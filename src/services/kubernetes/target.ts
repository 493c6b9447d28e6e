import { textOf } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import type { ApiKind, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';

/** The object that a step's `kind`, `apiVersion`, `namespace` and `name` mean; `usualKind`: where it says none. @throws {ClusterError} not-found for an unknown kind */
export async function targetOf({ settings, cluster, signal }: Call, usualKind = ''): Promise<ObjectRef> {
  const { kind: written = usualKind, apiVersion, namespace, name = '' } = settings;
  const asked = {
    written: textOf(written),
    apiVersion: apiVersion === undefined ? null : textOf(apiVersion),
  };
  const kind =
    findKind(await cluster.kinds({ signal }), asked) ??
    findKind(await cluster.kinds({ signal, fresh: true }), asked);
  if (kind === undefined) throw await unknownKind(cluster, { written: asked.written, signal });
  const where = namespace === undefined ? cluster.namespace : textOf(namespace);
  return { kind, namespace: kind.namespaced ? where : null, name: textOf(name) };
}

function findKind(
  kinds: readonly ApiKind[],
  { written, apiVersion }: { readonly written: string; readonly apiVersion: string | null },
): ApiKind | undefined {
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
