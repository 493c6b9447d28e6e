import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { request } from 'node:https';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { temporaryDirectory } from '../cli.ts';
import type { TestNamespace } from '../cluster.ts';
import { listOf } from '../cluster/manifests.ts';
import { startPrometheus, type TestPrometheus } from '../prometheus.ts';
import { listen } from '../server.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';

/**
 * The real Prometheus beside a cluster. It scrapes port 8080 of every running pod of a namespace that has the label
 * `scraped`, each second and through the API server: its series have the labels `namespace`, `pod` and, of the pod's
 * label app, `job`.
 */
export async function scrapePods(program: string, space: TestNamespace): Promise<TestPrometheus> {
  const rules = [
    { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
    { apiGroups: [''], resources: ['pods/proxy'], verbs: ['get'] },
  ];
  await space.kubectl(['create', '-f', '-'], listOf(account('prometheus', rules)));
  const raw = await space.kubectl(['config', 'view', '--raw', '--minify', '-o', 'json']);
  const [{ cluster }] = JSON.parse(raw).clusters;
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64');
  const token = (await space.kubectl(['create', 'token', 'prometheus', '--duration=2h'])).trim();
  const authority = path.join(temporaryDirectory(), 'ca.crt');
  writeFileSync(authority, ca);
  const targets = targetsOf({ server: cluster.server, ca, token, namespace: space.name });
  const prometheus = await startPrometheus(program, [
    {
      job_name: 'pods',
      scheme: 'https',
      scrape_interval: '1s',
      authorization: { credentials: token },
      tls_config: { ca_file: authority },
      http_sd_configs: [{ url: await listen(targets), refresh_interval: '1s' }],
    },
  ]);
  return {
    ...prometheus,
    async [Symbol.asyncDispose]() {
      await prometheus[Symbol.asyncDispose]();
      targets.closeAllConnections();
      targets.close();
    },
  };
}

interface Pods {
  readonly server: string;
  readonly ca: Buffer;
  readonly token: string;
  readonly namespace: string;
}

/** Tells Prometheus which pods there are: Debian's knows no Kubernetes. */
function targetsOf(pods: Pods): Server {
  return createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    const answer = podsOf(pods).then(
      (found) => response.end(JSON.stringify(found)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
    void answer;
  });
}

async function podsOf({ server, ca, token, namespace }: Pods) {
  const url = `${server}/api/v1/namespaces/${namespace}/pods?labelSelector=scraped&fieldSelector=status.phase%3DRunning`;
  const asked = request(url, { ca, headers: { authorization: `Bearer ${token}` } });
  asked.end();
  const [response] = await once(asked, 'response');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the API server's own form.
  const { items } = (await json(response)) as { readonly items: readonly Pod[] };
  return items.map(({ metadata: { name, labels } }) => ({
    targets: [new URL(server).host],
    labels: {
      namespace,
      pod: name,
      instance: name,
      job: labels['app'] ?? '',
      __metrics_path__: `/api/v1/namespaces/${namespace}/pods/${name}:8080/proxy/metrics`,
    },
  }));
}

interface Pod {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
}

/** An account of a namespace that may do something in it. */
export function account(name: string, rules: readonly unknown[]): readonly unknown[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } },
    { apiVersion: RBAC, kind: 'Role', metadata: { name }, rules },
    {
      apiVersion: RBAC,
      kind: 'RoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name }],
    },
  ];
}
