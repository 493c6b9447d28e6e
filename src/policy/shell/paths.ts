import { globPattern, isGlob } from './glob.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/**
 * A path in the one form that the tables know: home folders as `~`, without `.`, `..` and double slashes,
 * and a host's root that is mounted somewhere as the root itself.
 */
export function plainPath(path: string, cwd?: string): string {
  const whole = /^[/~\0]/.test(path) || cwd === undefined ? path : `${cwd}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const plain = (whole.startsWith('/') ? '/' : '') + parts.join('/');
  return plain
    .replace(HOST_ROOT, '/')
    .replace(MOUNTED, '')
    .replace(/^\/{2,}/, '/')
    .replace(HOME, '~');
}

/** Where a container is given the file system of its host, by custom and by the kernel. */
const HOST_ROOT =
  /^\/(?:proc\/(?:self|thread-self|\d+|\0)\/root|host|hostfs|host-?root|rootfs|mnt\/(?:host|rootfs|hostroot)|node-?root)(?=\/|$)/;
/** A system that is mounted: /mnt/disk/etc is somebody's /etc. */
const MOUNTED =
  /^\/(?:mnt|media|host\w*|sysroot|target)(?:\/[^/]+)?(?=\/(?:etc|root|home|boot|var\/spool|var\/log)(?:\/|$))/;
const HOME = /^(?:\/root|\/home\/[^/]+|\/Users\/[^/]+|\/var\/root|~[\w-]+|\/export\/home\/[^/]+)(?=\/|$)/;

export function isOnHost(path: string): boolean {
  return HOST_ROOT.test(path);
}

/** A kind of place: a pattern over plain paths, and some of them for globs to be held against. */
export interface Place {
  readonly pattern: RegExp;
  readonly examples: readonly string[];
}

/** Whether a path is in a place, or a glob could reach it. What is not known before `/` may be a home folder. */
export function isIn(path: string, { pattern, examples }: Place): boolean {
  if (pattern.test(path)) return true;
  if (path.startsWith(`${UNKNOWN}/`) && pattern.test(`~${path.slice(1)}`)) return true;
  if (!isGlob(path) || !isKnown(path)) return false;
  const glob = globPattern(path, 3);
  if (glob === undefined || /^[*?/]*$/.test(path)) return false;
  const whole = new RegExp(`^${glob.replaceAll('[^]', '[^/]')}$`);
  return examples.some((example) => whole.test(example));
}
