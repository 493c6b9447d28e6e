import http2 from 'node:http2';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { selfSigned } from '../../test/support/self-signed.ts';
import { kubeconfigText } from '../../test/support/cluster/kubeconfig-text.ts';
import { listening } from '../../test/support/listening.ts';

/**
 * An API server that stands in for one while the binary is built, so that what asks a cluster is in the code caches
 * too. It speaks HTTP/2 over TLS as API servers do, says yes to everything, and keeps nothing.
 */
export async function warmUpCluster(): Promise<
  AsyncDisposable & { readonly writeKubeconfig: (folder: string) => string }
> {
  const { cert, key } = selfSigned('localhost');
  const server = http2.createSecureServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sent: Json = JSON.parse(Buffer.concat(chunks).toString() || 'null');
      const answer = answerTo(request.method, request.url.replace(/\?.*/, ''), sent);
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { kind: 'Status', code: 404, reason: 'NotFound' }));
    });
  });
  const bound = await listening(server);
  const cluster = {
    server: `https://localhost:${bound.port}`,
    'certificate-authority-data': Buffer.from(cert).toString('base64'),
  };
  const writeKubeconfig = (folder: string) => {
    const file = path.join(folder, 'kubeconfig');
    writeFileSync(file, kubeconfigText(kubeconfigOf(cluster)));
    return file;
  };
  return { writeKubeconfig, [Symbol.asyncDispose]: () => bound[Symbol.asyncDispose]() };
}

function kubeconfigOf(cluster: JsonObject): JsonObject {
  const name = 'warm-up';
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster }],
    users: [{ name, user: { token: name } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: 'shop' } }],
  };
}

/** Undefined: there is no such object. Those called `there` are there. */
function answerTo(method: string, pathname: string, sent: Json): JsonObject | undefined {
  if (pathname === '/api') return groupOf('', { Pod: 'pods', Service: 'services', ConfigMap: 'configmaps' });
  if (pathname === '/apis') return groupOf('apps', { Deployment: 'deployments', ReplicaSet: 'replicasets' });
  if (isJsonObject(sent)) return { ...sent, ...madeBy(sent), status: { allowed: true } };
  if (pathname.endsWith('s')) return { kind: 'List', metadata: {}, items: [] };
  return method === 'GET' && pathname.endsWith('/there') ? THERE : undefined;
}

function groupOf(name: string, kinds: Readonly<Record<string, string>>): JsonObject {
  const resources = Object.entries(kinds).map(([kind, resource]) => ({
    resource,
    responseKind: { kind },
    scope: 'Namespaced',
    singularResource: kind.toLowerCase(),
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
    subresources: resource === 'deployments' ? [{ subresource: 'scale' }] : [],
  }));
  return { items: [{ metadata: { name }, versions: [{ version: 'v1', resources }] }] };
}

function madeBy({ metadata }: JsonObject): JsonObject {
  return {
    metadata: {
      namespace: 'shop',
      uid: 'u',
      resourceVersion: '2',
      ...(isJsonObject(metadata) && metadata),
      managedFields: [],
    },
  };
}

const THERE: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'there',
    namespace: 'shop',
    uid: 'u',
    resourceVersion: '1',
    generation: 1,
    managedFields: [
      {
        manager: 'kubectl',
        operation: 'Apply',
        apiVersion: 'apps/v1',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:spec': {
            'f:replicas': {},
            'f:template': {
              'f:spec': { 'f:containers': { 'k:{"name":"main"}': { '.': {}, 'f:name': {}, 'f:image': {} } } },
            },
          },
        },
      },
    ],
  },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'there' } },
    template: {
      metadata: { labels: { app: 'there' } },
      spec: { containers: [{ name: 'main', image: 'web:1' }] },
    },
  },
  status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 },
};
