import type NodeVault from 'node-vault';
import { answerFailure } from './answer-failure.ts';
import type { VaultSettings } from './settings.ts';
import { addressOf, exchange, type VaultCall } from './transport.ts';

/** What is asked of node-vault; each method throws a VaultFailure, and none logs or goes elsewhere. */
export type VaultApi = Pick<
  NodeVault.client,
  | 'read'
  | 'write'
  | 'list'
  | 'delete'
  | 'renew'
  | 'health'
  | 'tokenLookupSelf'
  | 'approleLogin'
  | 'jwtLogin'
  | 'kubernetesLogin'
  | 'token'
>;

/** The options of a request: its methods take them last, or as `requestOptions`. */
export interface RequestOptions {
  /** The path as a person writes it, for what goes wrong. */
  readonly shown?: string;
  readonly signal?: AbortSignal | undefined;
  /** Whether an answer is one whatever its status, as that of `health` is. */
  readonly anyStatus?: boolean;
}

/** What node-vault hands to its transport. */
interface Sent extends RequestOptions, Omit<VaultCall, 'signal'> {
  /** Below /v1. */
  readonly path: string;
}

/** Vault, as who bears `token` sees it, before a login nobody (''). @throws {VaultFailure} where no address is given */
export async function openVault(settings: VaultSettings, token: string): Promise<VaultApi> {
  const url = addressOf(settings);
  const { default: nodeVault } = await import('node-vault');
  const api = nodeVault({
    endpoint: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    // Its own prints what is written where DEBUG says so.
    debug: () => undefined,
    'request-promise': { defaults: () => (sent: Sent) => send(settings, sent) },
  });
  // What it is not given it takes from the environment, and so it does with what is empty.
  return Object.assign(api, { token, namespace: settings.namespace ?? '', pathPrefix: '' });
}

/** Throws what is no success here, where all that came with it is known. */
async function send(settings: VaultSettings, { path, shown, anyStatus = false, ...sent }: Sent) {
  const answer = await exchange(settings, { ...sent, signal: sent.signal });
  const failure = anyStatus ? undefined : answerFailure(answer, shown ?? path.slice(1));
  if (failure !== undefined) throw failure;
  // Of the successes it takes 200 and 204 alone; Vault says 202 to what it does later.
  const statusCode = answer.status < 300 ? 200 : answer.status;
  return { statusCode, body: answer.body ?? {}, request: { path } };
}
