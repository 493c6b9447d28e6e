import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readKubeconfig, unusable } from './kubeconfig.ts';
import { type Login, loginOf } from './login.ts';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface ClusterSettings {
  /** Files, as KUBECONFIG names them; null: kubectl's own default, or the pod's account. */
  readonly kubeconfig: string | null;
  /** null: the current one. */
  readonly context: string | null;
  /** null: that of the context. */
  readonly namespace: string | null;
}

/** Where a login may be found besides the settings. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** What a pod is given. */
  readonly account: string;
}

export const HERE: Surroundings = { env: process.env, account: ACCOUNT };

/** The API server that the settings mean, found as kubectl finds it. @throws {AtomError} ATOM_NEEDS_MISSING */
export async function findLogin(
  { kubeconfig, context }: Pick<ClusterSettings, 'kubeconfig' | 'context'>,
  { env, account }: Surroundings,
): Promise<Login> {
  const named = kubeconfig?.split(path.delimiter).filter((file) => file !== '') ?? [];
  if (named.length > 0) return loginOf(await readKubeconfig(named), context);
  const standard = path.join(env['HOME'] || os.homedir(), '.kube', 'config');
  if (existsSync(standard)) return loginOf(await readKubeconfig([standard]), context);
  if (isInPod(env, account) && context === null) return ofPod(env, account);
  throw unusable(
    `There is no kubeconfig: KUBECONFIG is not set, there is no ${standard}, and this is no pod`,
    'export KUBECONFIG=FILE',
  );
}

/** Whether anything names a cluster. */
export function namesCluster(kubeconfig: string | null, { env, account }: Surroundings): boolean {
  const standard = path.join(env['HOME'] || os.homedir(), '.kube', 'config');
  return kubeconfig !== null || existsSync(standard) || isInPod(env, account);
}

function isInPod(env: NodeJS.ProcessEnv, account: string): boolean {
  return Boolean(env['KUBERNETES_SERVICE_HOST']) && existsSync(path.join(account, 'token'));
}

function ofPod(env: NodeJS.ProcessEnv, account: string): Login {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? '';
  const namespace = path.join(account, 'namespace');
  return {
    context: 'in-cluster',
    server: `https://${host.includes(':') ? `[${host}]` : host}:${env['KUBERNETES_SERVICE_PORT'] || '443'}`,
    namespace: existsSync(namespace) ? readFileSync(namespace, 'utf8').trim() || null : null,
    cluster: { 'certificate-authority': path.join(account, 'ca.crt') },
    user: { tokenFile: path.join(account, 'token') },
  };
}
