import { AtomError } from '../base/errors.ts';
import { NEWEST_KUBERNETES } from '../model/pod-security.ts';

/**
 * The minor version in 1.N, v1.N or 1.N.P. Absent, `latest` or newer than what is known, it is the newest known, as in
 * Kubernetes itself.
 * @throws {AtomError} ATOM_USAGE
 */
export function kubernetesMinor(version: string | null): number {
  if (version === null || version === 'latest') return NEWEST_KUBERNETES;
  const [, minor] = /^v?1\.(\d{1,3})(?:\.\d+)?$/.exec(version) ?? [];
  if (minor !== undefined) return Math.min(Number(minor), NEWEST_KUBERNETES);
  throw new AtomError('ATOM_USAGE', `"${version}" is no version of Kubernetes`, {
    hint: `Write 1.N, such as --kubernetes-version 1.${NEWEST_KUBERNETES}`,
  });
}
