import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import type { ApiKind, ApiRequest, KubeObject } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';
import { mappingAt } from '../../kubernetes/parts.ts';

const PAGE = 500;
/** More objects than a step can make use of. */
export const MOST = 20_000;
/** A list that changes faster than its pages are read is begun again this often. */
const TRIES = 3;

/** Objects of one kind. */
export interface Selection {
  readonly kind: ApiKind;
  /** null: all namespaces, or a kind that has none. */
  readonly namespace: string | null;
  /** As kubectl takes them; '' chooses all. */
  readonly labels?: string;
  readonly fields?: string;
}

export interface Listed {
  readonly items: readonly KubeObject[];
  readonly resourceVersion: string;
}

export interface ListOptions {
  readonly signal: AbortSignal;
  /** More are a failure. */
  readonly most?: number;
  /** Makes less of each object as soon as it is read. */
  readonly keep?: (object: KubeObject) => KubeObject;
}

/** All objects of a selection, page by page. @throws {ClusterError} also where there are more than `most` */
export async function listAll(cluster: Cluster, selection: Selection, options: ListOptions): Promise<Listed> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await listOnce(cluster, selection, options);
    } catch (error) {
      const tooOld = error instanceof ClusterError && error.failure === 'expired';
      if (!tooOld || tried === TRIES) throw error;
    }
  }
}

async function listOnce(
  cluster: Cluster,
  selection: Selection,
  { signal, most = MOST, keep = (object) => object }: ListOptions,
): Promise<Listed> {
  const items: KubeObject[] = [];
  let next = '';
  for (;;) {
    const answer = await cluster.send(pageRequest(selection, next), signal);
    const metadata = mappingAt(answer['metadata']);
    items.push(...itemsOf(answer).map(keep));
    next = textOf(metadata['continue'] ?? '');
    const left = Number(metadata['remainingItemCount'] ?? 0);
    if (items.length + left > most || (items.length >= most && next !== ''))
      throw tooMany(selection, { found: items.length + left, exact: next === '' || left > 0, most });
    if (next === '') return { items, resourceVersion: textOf(metadata['resourceVersion'] ?? '') };
  }
}

function pageRequest({ kind, namespace, labels, fields }: Selection, next: string): ApiRequest {
  const query = {
    limit: String(PAGE),
    ...(labels !== undefined && labels !== '' && { labelSelector: labels }),
    ...(fields !== undefined && { fieldSelector: fields }),
    ...(next !== '' && { continue: next }),
  };
  return { verb: 'list', kind, namespace, name: null, query };
}

/** In a list, objects do not say what they are: the list does. */
function itemsOf({ apiVersion = '', kind = '', items }: JsonObject): KubeObject[] {
  const own = { apiVersion, kind: textOf(kind).replace(/List$/, '') };
  return Array.isArray(items) ? items.filter(isJsonObject).map((item) => ({ ...own, ...item })) : [];
}

function tooMany(
  { kind, namespace }: Selection,
  { found, exact, most }: { readonly found: number; readonly exact: boolean; readonly most: number },
): ClusterError {
  const where = namespace === null ? '' : ` in ${namespace}`;
  const count = `${exact ? '' : 'more than '}${found}`;
  return new ClusterError('failed', `there are ${count} ${kind.resource}${where}, at most ${most} are taken`);
}
