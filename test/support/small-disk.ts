import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from './cli.ts';

const BALLAST = 'ballast';

/** A file system of its own that can be filled up and made read-only. */
export interface SmallDisk extends Disposable {
  readonly folder: string;
  /** Takes all room but so many bytes. */
  readonly leave: (bytes: number) => void;
  /** Gives the room back. */
  readonly free: () => void;
  readonly makeReadOnly: () => void;
}

/** Why this machine has none; undefined where it has. */
export const NO_SMALL_DISK = ((): string | undefined => {
  if (process.platform !== 'linux') return 'a tmpfs needs Linux';
  try {
    using _ = smallDisk(2 ** 16);
    return undefined;
  } catch {
    return 'this user may not mount a tmpfs';
  }
})();

export function smallDisk(bytes: number): SmallDisk {
  const folder = temporaryDirectory('atomctl-disk-');
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0700`, 'tmpfs', folder], { stdio: 'pipe' });
  const ballast = path.join(folder, BALLAST);
  return {
    folder,
    leave: (rest) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - rest), 1));
    },
    free: () => rmSync(ballast),
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', folder]),
    [Symbol.dispose]: () => {
      execFileSync('umount', ['--lazy', folder]);
      if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
    },
  };
}
