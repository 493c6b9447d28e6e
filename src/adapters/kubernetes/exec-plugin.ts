import { isatty } from 'node:tty';
import { execa, type ExecaError } from 'execa';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Login } from './login.ts';

/** A person may have to log in, in a browser. */
const LONGEST_MS = 5 * 60_000;
const MOST_BYTES = 2 ** 20;

export interface PluginCredential {
  readonly token: string | undefined;
  /** PEM */
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** Epoch milliseconds; undefined: for as long as the server takes it. */
  readonly endsAt: number | undefined;
}

/** Asks the program that a kubeconfig names under `exec`, as client-go does. @throws {ClusterError} unauthorized */
export async function askPlugin(
  exec: JsonObject,
  login: Login,
  signal: AbortSignal,
): Promise<PluginCredential> {
  const command = textOf(exec['command'] ?? '');
  const args = listIn(exec['args']).map(textOf);
  try {
    const interactive = isatty(0) && exec['interactiveMode'] !== 'Never';
    const { stdout } = await execa(command, args, {
      env: environmentOf(exec, login, interactive),
      stdin: interactive ? 'inherit' : 'ignore',
      // What it asks of a person it says there.
      stderr: process.stderr.isTTY ? ['pipe', 'inherit'] : 'pipe',
      timeout: LONGEST_MS,
      maxBuffer: MOST_BYTES,
      cancelSignal: signal,
    });
    return credentialIn(stdout, command);
  } catch (cause) {
    if (cause instanceof ClusterError || signal.aborted) throw cause;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what execa throws.
    throw failed(command, exec, cause as ExecaError);
  }
}

function environmentOf(exec: JsonObject, login: Login, interactive: boolean): Record<string, string> {
  const own = listIn(exec['env'])
    .filter(isJsonObject)
    .map(({ name, value }) => [textOf(name ?? ''), textOf(value ?? '')] as const);
  const info = {
    kind: 'ExecCredential',
    apiVersion: exec['apiVersion'] ?? 'client.authentication.k8s.io/v1',
    spec: { interactive, ...(exec['provideClusterInfo'] === true && { cluster: clusterInfo(login) }) },
  };
  return { ...Object.fromEntries(own), KUBERNETES_EXEC_INFO: JSON.stringify(info) };
}

function clusterInfo({ server, cluster }: Login): JsonObject {
  const keys = ['tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority-data', 'proxy-url'];
  const given = keys.filter((key) => cluster[key] !== undefined).map((key) => [key, cluster[key] ?? null]);
  return { server, ...Object.fromEntries(given) };
}

function credentialIn(stdout: string, command: string): PluginCredential {
  const parsed = jsonIn(stdout);
  const status = isJsonObject(parsed) && parsed['kind'] === 'ExecCredential' ? parsed['status'] : undefined;
  if (!isJsonObject(status))
    throw refused(`${command} gave no ExecCredential`, `${command}  # what does it print?`);
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = status;
  const endsAt = typeof expirationTimestamp === 'string' ? Date.parse(expirationTimestamp) : Number.NaN;
  return {
    token: typeof token === 'string' ? token : undefined,
    cert: typeof clientCertificateData === 'string' ? clientCertificateData : undefined,
    key: typeof clientKeyData === 'string' ? clientKeyData : undefined,
    endsAt: Number.isNaN(endsAt) ? undefined : endsAt,
  };
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function failed(command: string, exec: JsonObject, cause: ExecaError): ClusterError {
  if (cause.code === 'ENOENT') {
    const install = textOf(exec['installHint'] ?? '')
      .trim()
      .split('\n')[0];
    return refused(
      `The kubeconfig's exec plugin ${command} is not there`,
      install || `command -v ${command}`,
    );
  }
  const words = textOf(cause.stderr?.toString().trim().split('\n').at(-1)).slice(0, 300);
  const how = cause.timedOut
    ? 'did not end'
    : `failed with ${cause.exitCode ?? cause.signal ?? cause.code ?? '?'}`;
  return refused(
    `The kubeconfig's exec plugin ${command} ${how}${words === '' ? '' : `: ${words}`}`,
    'kubectl auth whoami',
  );
}

function refused(message: string, hint: string): ClusterError {
  return new ClusterError('unauthorized', message, { hint });
}

function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
