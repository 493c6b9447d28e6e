/** A regular file, or a link to one, found under a folder. Nothing of it was read yet. */
export interface FoundFile {
  /** Relative to the folder, with `/` on every system. */
  readonly path: string;
  readonly size: number;
  readonly executable: boolean;
}

export interface FolderListing {
  readonly files: readonly FoundFile[];
  /** What was passed over because `skip` said so: paths as above, a folder with a `/` at its end. */
  readonly skipped: readonly string[];
}

export interface WriteOptions {
  /** Permission bits; 0o644 when absent. Not narrowed by the umask. */
  readonly mode?: number;
  /** What to do when the file is already there; it is replaced when absent. */
  readonly ifExists?: 'replace' | 'refuse';
}

/** Files of the user's machine, as services need them. Errors name the path. */
export interface Files {
  /** @throws {AtomError} ATOM_FILE_UNREADABLE when nothing is there. */
  kindOf(path: string): Promise<'file' | 'folder' | 'other'>;
  /** Those of the paths at which something can be seen, links followed. Cheap, also for what is not there. */
  whichExist(paths: readonly string[]): Promise<readonly string[]>;
  /** The names in a folder itself, in no promised order. @throws {AtomError} ATOM_FILE_UNREADABLE */
  names(folder: string): Promise<readonly string[]>;
  /**
   * A whole regular file, of at most `limit` bytes.
   * @throws {AtomError} ATOM_PACKAGE_TOO_LARGE, before anything is read; ATOM_FILE_UNREADABLE.
   */
  read(path: string, limit: number): Promise<Uint8Array>;
  /**
   * Every file under a folder, in no promised order.
   * @throws {AtomError} ATOM_PACKAGE_INVALID for a device, socket or fifo, and for a link that leaves the folder,
   * leads nowhere or leads to a folder, where these are not skipped; ATOM_PACKAGE_TOO_LARGE beyond `maxFiles` or
   * `maxDepth`.
   */
  list(folder: string, limits: ListLimits): Promise<FolderListing>;
  /**
   * Writes beside, fsyncs, renames, fsyncs the folder: the file is there whole, or not at all.
   * @throws {AtomError} ATOM_DISK_FULL, ATOM_FILE_EXISTS, ATOM_FILE_UNREADABLE; nothing is left behind.
   */
  write(path: string, bytes: Uint8Array | string, options?: WriteOptions): Promise<void>;
  /**
   * Makes a folder with these files; it appears whole or not at all.
   * @throws {AtomError} ATOM_FILE_EXISTS where something of that name is there; ATOM_DISK_FULL, ATOM_FILE_UNREADABLE.
   */
  newFolder(folder: string, files: Iterable<TreeFile>): Promise<void>;
  /**
   * Puts files into `folder`, which must be empty or not there, and makes them and the folder read-only.
   * Paths must have been checked. What was written is removed again when it fails.
   */
  writeTree(folder: string, files: Iterable<TreeFile>): Promise<void>;
}

export interface ListLimits {
  readonly maxFiles: number;
  readonly maxDepth: number;
  /** Whether a path is left out; a folder's path ends with `/`. */
  readonly skip: (path: string) => boolean;
  /** What happens to devices, sockets and links that are no plain file of the folder; refused when absent. */
  readonly unfit?: 'refuse' | 'skip';
}

export interface TreeFile {
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}
