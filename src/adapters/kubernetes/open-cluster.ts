import { ClusterConnection } from './connection.ts';
import { type ClusterSettings, findLogin, HERE } from './find-login.ts';

/** Opens the cluster that the settings name. Nothing is sent yet. @throws {AtomError} ATOM_NEEDS_MISSING */
export async function openCluster(
  { namespace, ...settings }: ClusterSettings,
  surroundings = HERE,
): Promise<ClusterConnection> {
  const login = await findLogin(settings, surroundings);
  return new ClusterConnection(login, namespace ?? login.namespace ?? 'default');
}
