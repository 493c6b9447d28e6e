import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryDirectory } from '../cli.ts';
import type { TestNamespace } from '../cluster.ts';
import { clusterTree } from './place.ts';

/** What a webhook says of a request; `nothing`: it never answers. */
export type Admission =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly message: string }
  | 'nothing';

/** What the API server asks it. */
export interface AdmissionRequest {
  readonly uid: string;
  readonly operation: string;
  readonly dryRun: boolean;
  readonly name: string;
  readonly kind: { readonly kind: string };
}

const TIMEOUT_S = 2;

/**
 * A validating webhook for what people do in one namespace of a cluster that was built here; it is in force when this
 * returns. It is asked about dry-runs too, as one that has side effects but not then: the API server takes no other.
 */
export async function startWebhook(
  space: TestNamespace,
  decide: (request: AdmissionRequest) => Admission,
): Promise<AsyncDisposable> {
  const { key, cert, ca } = serverCertificate();
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const review = await readReview(request);
    asked.push(review.uid);
    const admission = decide(review);
    if (admission === 'nothing') return;
    const status = admission.allowed ? {} : { status: { message: admission.message } };
    const said = { uid: review.uid, allowed: admission.allowed, ...status };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ apiVersion: VERSION, kind: 'AdmissionReview', response: said }));
  };
  const server = createServer({ key, cert }, (request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has one.
  const { port } = server.address() as AddressInfo;
  const clientConfig = { url: `https://127.0.0.1:${port}/`, caBundle: ca.toString('base64') };
  await space.kubectl(['create', '-f', '-'], JSON.stringify(configuration(space.name, clientConfig)));
  const probe = ['create', 'configmap', 'probe', '--dry-run=server'];
  while (asked.length === 0 && (await succeeds(space.kubectl(probe)))) await sleep(100);
  return {
    async [Symbol.asyncDispose]() {
      await space.kubectl(['delete', 'validatingwebhookconfiguration', space.name]);
      server.closeAllConnections();
      server.close();
    },
  };
}

const VERSION = 'admission.k8s.io/v1';

function configuration(namespace: string, clientConfig: object): unknown {
  const everything = { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*'] };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: namespace },
    webhooks: [
      {
        name: 'webhook.atomctl.test',
        admissionReviewVersions: ['v1'],
        failurePolicy: 'Fail',
        timeoutSeconds: TIMEOUT_S,
        rules: [{ ...everything, scope: 'Namespaced' }],
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        // The namespace's own clean-up is not the test's.
        matchConditions: [
          { name: 'people', expression: '!("system:serviceaccounts" in request.userInfo.groups)' },
        ],
        sideEffects: 'NoneOnDryRun',
        clientConfig,
      },
    ],
  };
}

async function readReview(request: IncomingMessage): Promise<AdmissionRequest> {
  const review: { readonly request: AdmissionRequest } = JSON.parse(await text(request));
  return review.request;
}

function serverCertificate() {
  const folder = temporaryDirectory();
  const wanted = [{ name: 'webhook', user: 'webhook', hosts: ['127.0.0.1'] }];
  execFileSync(path.join(clusterTree() ?? '', 'pki'), { cwd: folder, input: JSON.stringify(wanted) });
  const [key, cert, ca] = ['webhook.key', 'webhook.crt', 'ca.crt'].map((file) =>
    readFileSync(path.join(folder, file)),
  );
  rmSync(folder, { recursive: true });
  if (key === undefined || cert === undefined || ca === undefined) throw new Error('no certificate');
  return { key, cert, ca };
}

async function succeeds(action: Promise<unknown>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch {
    return false;
  }
}
