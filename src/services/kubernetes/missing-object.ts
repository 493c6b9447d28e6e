import { suggest } from '../../base/suggest.ts';
import { listAt, textAt } from '../../kubernetes/parts.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';

/** Names are looked through up to here. */
const MOST_NAMES = 500;

/** The object. @throws {ClusterError} not-found, with the name that was probably meant */
export async function getObject(
  call: Pick<Call, 'cluster' | 'signal'>,
  target: ObjectRef,
): Promise<KubeObject> {
  try {
    return await call.cluster.send({ verb: 'get', ...target }, call.signal);
  } catch (error) {
    if (!(error instanceof ClusterError) || error.failure !== 'not-found') throw error;
    throw await missingObject(call, target);
  }
}

/** That there is no such object, with the name that was probably meant where the list may be read. */
export async function missingObject(
  { cluster, signal }: Pick<Call, 'cluster' | 'signal'>,
  { kind, namespace, name }: ObjectRef,
): Promise<ClusterError> {
  const request = {
    verb: 'list',
    kind,
    namespace,
    name: null,
    query: { limit: String(MOST_NAMES) },
  } as const;
  const names = await cluster.send(request, signal).then(
    (answer) => listAt(answer, 'items').map((item) => textAt(item, 'metadata', 'name')),
    () => [],
  );
  const meant = suggest(name, names);
  const where = namespace === null ? '' : ` in the namespace ${namespace}`;
  const near = meant === undefined ? '' : `, did you mean "${meant}"?`;
  const inNamespace = namespace === null ? '' : ` -n ${namespace}`;
  return new ClusterError('not-found', `there is no ${kind.kind} "${name}"${where}${near}`, {
    status: 404,
    hint: `kubectl get ${kind.resource}${inNamespace}`,
  });
}
