import { isJsonObject, type Json } from '../../../base/json.ts';

/** Who a container runs as. */
export interface ContainerUser {
  /** As the engine takes it; empty: as the image says. */
  readonly user: string;
  /** Set where that one does not own this user's files. */
  readonly stranger: string | null;
}

export interface UserSources {
  /** What the step says. */
  readonly named: string | undefined;
  /** What the image says. */
  readonly image: string;
  /** What the engine says of itself. */
  readonly info: Json;
  /** Of this process; undefined where the platform has none. */
  readonly own: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * As this process's own user, so that what it writes is this user's and no more can be done with it. A rootless engine
 * has that user as root. Where this process is root itself, the image decides.
 */
export function containerUser({ named, image, info, own }: UserSources): ContainerUser {
  const rootless = isRootless(info);
  const owner = rootless ? 0 : own?.uid;
  const user = named ?? defaultUser(rootless, own);
  const runsAs = user === '' ? image : user;
  return { user, stranger: owner === undefined || uidOf(runsAs) === owner ? null : runsAs };
}

function defaultUser(rootless: boolean, own: UserSources['own']): string {
  if (rootless) return '0:0';
  return own === undefined || own.uid === 0 ? '' : `${own.uid}:${own.gid}`;
}

/** Undefined for a name: only the image knows its number. */
function uidOf(user: string): number | undefined {
  const [name = ''] = user.split(':');
  if (name === '' || name === 'root') return 0;
  return /^\d{1,9}$/.test(name) ? Number(name) : undefined;
}

function isRootless(info: Json): boolean {
  const options = isJsonObject(info) ? info['SecurityOptions'] : undefined;
  return Array.isArray(options) && options.includes('name=rootless');
}
