import type { Clusters } from '../../ports/cluster.ts';
import { AccountCluster } from './account-cluster.ts';
import { ClusterConnection } from './connection.ts';
import { type ClusterSettings, findLogin, HERE } from './find-login.ts';
import type { Login } from './login.ts';
import { patient } from './patient.ts';

/** The cluster that the settings name, found at its first use; asked with patience. */
export function clustersOf({ namespace, ...settings }: ClusterSettings): Clusters {
  let login: Promise<Login> | undefined;
  let user: Promise<ClusterConnection> | undefined;
  // Each step of a run opens it anew.
  const state = { hasAnswered: false };
  const found = () => {
    login ??= findLogin(settings, HERE);
    return login;
  };
  const open = () => {
    user ??= found().then((own) => connect(own, namespace));
    return user;
  };
  return {
    open: async (says) => patient(await open(), says, { state }),
    openAs: async (account, says) => {
      const own = await found();
      const bound = new AccountCluster(patient(await open(), undefined, { state }), account, async (token) =>
        connect(withToken(own, token), namespace),
      );
      return patient(bound, says, { state });
    },
  };
}

/** Asked once a request, without patience. @throws {AtomError} ATOM_NEEDS_MISSING */
export async function openCluster(
  { namespace, ...settings }: ClusterSettings,
  surroundings = HERE,
): Promise<ClusterConnection> {
  return connect(await findLogin(settings, surroundings), namespace);
}

function connect(login: Login, namespace: string | null): ClusterConnection {
  return new ClusterConnection(login, namespace ?? login.namespace ?? 'default');
}

/** The same server, asked with a token alone: nothing of the user's own credentials goes along. */
function withToken(login: Login, token: string): Login {
  return { ...login, user: { token } };
}
