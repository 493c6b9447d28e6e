import type { Cluster, Clusters } from '../../ports/cluster.ts';
import { AccountCluster } from './account-cluster.ts';
import { ClusterConnection } from './connection.ts';
import { type ClusterSettings, findLogin, HERE } from './find-login.ts';
import type { Login } from './login.ts';

/** The cluster that the settings name, read at its first use. @throws {AtomError} ATOM_NEEDS_MISSING */
export function clustersOf(settings: ClusterSettings, surroundings = HERE): Clusters {
  let login: Promise<Login> | undefined;
  let user: Promise<ClusterConnection> | undefined;
  const found = () => {
    login ??= findLogin(settings, surroundings);
    return login;
  };
  const open = () => {
    user ??= found().then((read) => connect(read, settings));
    return user;
  };
  return {
    open,
    openAs: async (account) => {
      const base: Cluster = await open();
      return new AccountCluster(base, account, async (token) =>
        connect(withToken(await found(), token), { ...settings, namespace: base.namespace }),
      );
    },
  };
}

/** Opens the cluster that the settings name. Nothing is sent yet. @throws {AtomError} ATOM_NEEDS_MISSING */
export async function openCluster(
  settings: ClusterSettings,
  surroundings = HERE,
): Promise<ClusterConnection> {
  return connect(await findLogin(settings, surroundings), settings);
}

function connect(login: Login, { namespace }: ClusterSettings): ClusterConnection {
  return new ClusterConnection(login, namespace ?? login.namespace ?? 'default');
}

/** The same server, asked with a token alone: nothing of the user's own credentials goes along. */
function withToken(login: Login, token: string): Login {
  return { ...login, user: { token } };
}
