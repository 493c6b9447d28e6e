import type { ApiRequest } from '../../model/cluster.ts';

/** Path and query of a request, below the server's URL. */
export function apiPath({ kind, namespace, name, subresource, query = {} }: ApiRequest): string {
  const { group, version, resource } = kind;
  const parts = [
    ...(group === '' ? ['api', version] : ['apis', group, version]),
    ...(namespace === null ? [] : ['namespaces', namespace]),
    resource,
    ...(name === null ? [] : [name]),
    ...(subresource === undefined ? [] : [subresource]),
  ];
  const search = new URLSearchParams(query).toString();
  return `/${parts.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
}
