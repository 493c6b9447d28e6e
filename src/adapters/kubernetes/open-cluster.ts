import type { Cluster, Clusters } from '../../ports/cluster.ts';
import { AccountCluster } from './account-cluster.ts';
import { ClusterConnection } from './connection.ts';
import { type ClusterSettings, findLogin, HERE } from './find-login.ts';
import { type KeptKinds, keptKinds } from './kept-kinds.ts';
import type { Login } from './login.ts';
import { patient } from './patient.ts';

interface Keeping {
  /** Where kinds are kept for whoever comes next; null: nowhere. */
  readonly cache: string | null;
}

/** The cluster that the settings name, found at its first use; asked with patience. */
export function clustersOf(
  { namespace, ...settings }: ClusterSettings,
  { cache }: Keeping = { cache: null },
): Clusters {
  let login: Promise<Login> | undefined;
  let user: Promise<ClusterConnection> | undefined;
  const bound = new Map<string, Cluster>();
  // Each step of a run opens it anew.
  const state = { hasAnswered: false };
  const found = () => {
    login ??= findLogin(settings, HERE);
    return login;
  };
  const open = () => {
    user ??= found().then((own) => connected(own));
    return user;
  };
  const connected = (own: Login) =>
    connect(own, { namespace, kept: cache === null ? null : keptKinds(cache, own) });
  return {
    open: async (says) => patient(await open(), says, { state }),
    openAs: async (account, says) => {
      const [own, asker] = [await found(), await open()];
      const key = `${account.namespace}/${account.name}`;
      const known =
        bound.get(key) ??
        new AccountCluster(patient(asker, undefined, { state }), account, async (token) =>
          connected(withToken(own, token)),
        );
      bound.set(key, known);
      return patient(known, says, { state });
    },
  };
}

/** Asked once a request, without patience. @throws {AtomError} ATOM_NEEDS_MISSING */
export async function openCluster(
  { namespace, ...settings }: ClusterSettings,
  surroundings = HERE,
): Promise<ClusterConnection> {
  return connect(await findLogin(settings, surroundings), { namespace, kept: null });
}

interface Connecting {
  readonly namespace: string | null;
  readonly kept: KeptKinds | null;
}

function connect(login: Login, { namespace, kept }: Connecting): ClusterConnection {
  return new ClusterConnection(login, namespace ?? login.namespace ?? 'default', kept);
}

/** The same server, asked with a token alone: nothing of the user's own credentials goes along. */
function withToken(login: Login, token: string): Login {
  return { ...login, user: { token } };
}
