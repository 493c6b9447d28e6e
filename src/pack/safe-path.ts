import type { EntryProblem } from './archive-error.ts';
import { LIMITS } from './limits.ts';

export interface PathEntry {
  /** With `/`; a folder's without one at its end. */
  readonly path: string;
  readonly folder: boolean;
}

const WINDOWS_NAME = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
// oxlint-disable-next-line no-control-regex -- they are what is looked for.
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/**
 * What keeps a listing from being unpacked safely, and alike, on Linux, macOS and Windows.
 * Looks at the whole listing: names that are one file on some systems are a problem of the second.
 */
export function pathProblems(entries: readonly PathEntry[]): EntryProblem[] {
  const problems: EntryProblem[] = [];
  const seen = new Listing();
  for (const { path, folder } of entries) {
    const why = pathProblem(path) ?? seen.add(path, folder);
    if (why !== undefined) problems.push({ path, why });
  }
  return problems;
}

function pathProblem(path: string): string | undefined {
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'is an absolute path';
  if (path.includes('\\')) return 'has a backslash';
  if (INVISIBLE.test(path)) return 'has control characters or invisible ones';
  if (!path.isWellFormed() || path.includes('\ufffd')) return 'is not UTF-8';
  if (Buffer.byteLength(path) > LIMITS.pathBytes) return `is longer than ${LIMITS.pathBytes} bytes`;
  const names = path.split('/');
  if (names.length - 1 > LIMITS.depth) return `lies deeper than ${LIMITS.depth} folders`;
  return names.map(nameProblem).find((why) => why !== undefined);
}

function nameProblem(name: string): string | undefined {
  if (name === '..') return 'leaves the package';
  if (name === '' || name === '.') return 'is not a plain path: it has empty or "." parts';
  if (Buffer.byteLength(name) > LIMITS.nameBytes) return `has a name longer than ${LIMITS.nameBytes} bytes`;
  if (WINDOWS_NAME.test(name)) return 'is a name that Windows reserves';
  if (/[<>:"|?*]/.test(name)) return 'has a character that Windows refuses';
  if (/[. ]$/.test(name)) return 'ends with a dot or space, which Windows drops';
  return undefined;
}

/** Every path and the folders above it, by how a file system without case or normal forms knows them. */
class Listing {
  readonly #byKey = new Map<string, { path: string; folder: boolean; listed: boolean }>();
  readonly #folders = new Set<string>();

  /** Why `path` cannot stand beside what was added before; undefined when it can. */
  add(path: string, folder: boolean): string | undefined {
    return this.#addFolders(path) ?? this.#place(path, folder, true);
  }

  #addFolders(path: string): string | undefined {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      const above = path.slice(0, end);
      if (this.#folders.has(above)) continue;
      const why = this.#place(above, true, false);
      if (why !== undefined) return why;
      this.#folders.add(above);
    }
    return undefined;
  }

  #place(path: string, folder: boolean, listed: boolean): string | undefined {
    const key = foldName(path);
    const other = this.#byKey.get(key);
    if (other === undefined) {
      this.#byKey.set(key, { path, folder, listed });
      return undefined;
    }
    if (other.path !== path) return `is ${JSON.stringify(other.path)} where case or accents do not count`;
    if (other.folder !== folder) return 'is both a file and a folder';
    if (other.listed && listed) return 'is there twice';
    other.listed ||= listed;
    return undefined;
  }
}

/** One spelling for all that macOS and Windows may take for the same name. */
function foldName(path: string): string {
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
