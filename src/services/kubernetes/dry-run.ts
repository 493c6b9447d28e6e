import { isJsonObject } from '../../base/json.ts';
import type { ApiRequest } from '../../model/cluster.ts';

/** The same request, of which the server does nothing. Where a deletion has a body, the server reads no options beside it. */
export function asDryRun(request: ApiRequest): ApiRequest {
  const asked = { ...request, query: { ...request.query, dryRun: 'All' } };
  const { verb, body } = request;
  return verb === 'delete' && isJsonObject(body) ? { ...asked, body: { ...body, dryRun: ['All'] } } : asked;
}

export function isDryRun({ verb, query, body }: ApiRequest): boolean {
  if (verb === 'delete' && body !== undefined)
    return isJsonObject(body) && Array.isArray(body['dryRun']) && body['dryRun'].includes('All');
  return query?.['dryRun'] === 'All';
}
