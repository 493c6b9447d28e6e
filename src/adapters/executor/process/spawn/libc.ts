import { isMainThread } from 'node:worker_threads';
import { cString, cStrings } from './c-strings.ts';

/** What starting processes takes of the C library. Numbers are its own: 0 or a descriptor, or what went wrong. */
export interface Libc {
  /** The ends to read and to write, which no other program inherits. */
  pipe(): readonly [number, number];
  /** Whether it began; nothing of it ran if it did not. */
  spawn(program: string, call: SpawnCall): number | undefined;
  /** The wait status of a child that has ended; `gone` for what is no child (any more). */
  wait(pid: number): number | 'running' | 'gone';
  /** A child that has ended and was not waited for, `some` where all that there are run, `none` where there are none. */
  children(): { readonly ended: number } | 'some' | 'none';
  /** Has what children leave behind become children of this process. */
  adopt(): boolean;
}

export interface SpawnCall {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** What becomes 0, 1 and 2; null is /dev/null. */
  readonly stdio: readonly [number | null, number, number];
}

const SIGNATURES = {
  pipe2: { return: 'i32', arguments: ['buffer', 'i32'] },
  posix_spawn: { return: 'i32', arguments: ['buffer', 'buffer', 'buffer', 'buffer', 'buffer', 'buffer'] },
  posix_spawn_file_actions_init: { return: 'i32', arguments: ['buffer'] },
  posix_spawn_file_actions_destroy: { return: 'i32', arguments: ['buffer'] },
  posix_spawn_file_actions_adddup2: { return: 'i32', arguments: ['buffer', 'i32', 'i32'] },
  posix_spawn_file_actions_addopen: { return: 'i32', arguments: ['buffer', 'i32', 'buffer', 'i32', 'u32'] },
  posix_spawn_file_actions_addchdir_np: { return: 'i32', arguments: ['buffer', 'buffer'] },
  posix_spawnattr_init: { return: 'i32', arguments: ['buffer'] },
  posix_spawnattr_setflags: { return: 'i32', arguments: ['buffer', 'i16'] },
  posix_spawnattr_setsigmask: { return: 'i32', arguments: ['buffer', 'buffer'] },
  posix_spawnattr_setsigdefault: { return: 'i32', arguments: ['buffer', 'buffer'] },
  waitpid: { return: 'i32', arguments: ['i32', 'buffer', 'i32'] },
  waitid: { return: 'i32', arguments: ['i32', 'u32', 'buffer', 'i32'] },
  prctl: { return: 'i32', arguments: ['i32', 'u64', 'u64', 'u64', 'u64'] },
} as const;

// The numbers of Linux, the same in glibc and musl, on x64 and arm64.
const O_CLOEXEC = 0o2000000;
const POSIX_SPAWN_SETSIGDEF = 0x04;
const POSIX_SPAWN_SETSIGMASK = 0x08;
const POSIX_SPAWN_SETSID = 0x80;
const WNOHANG = 1;
const WEXITED = 4;
const WNOWAIT = 0x01000000;
const P_ALL = 0;
const PR_SET_CHILD_SUBREAPER = 36;
/** Where siginfo_t has the process. */
const SI_PID = 16;
/** A bit for each of 64 signals. */
const SIGSET_BYTES = 8;
/** More than any of its structures takes: posix_spawnattr_t has 336. */
const STRUCT_BYTES = 512;

/** The C library of this process by `node:ffi`; undefined where there is no such thing, or not all of it. */
export function openLibc(): Libc | undefined {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch) || !isMainThread) {
    return undefined;
  }
  try {
    return opened();
  } catch {
    return undefined;
  }
}

function opened(): Libc | undefined {
  const ffi = quietly(() => process.getBuiltinModule('node:ffi'));
  const { functions: c } = ffi.dlopen(null, SIGNATURES);
  const attributes = struct();
  const set = struct();
  const devNull = cString('/dev/null');
  const results = [
    c.posix_spawnattr_init(attributes),
    c.posix_spawnattr_setflags(
      attributes,
      POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID,
    ),
    c.posix_spawnattr_setsigmask(attributes, set),
    // All of them: sigfillset leaves out those that a C library keeps to itself, and the program would ignore these.
    c.posix_spawnattr_setsigdefault(attributes, set.fill(0xff, 0, SIGSET_BYTES)),
  ];
  if (results.some((result) => result !== 0)) return undefined;
  const scratch = struct();
  const actions = struct();

  const describe = ({ cwd, stdio }: SpawnCall): boolean => {
    const done = stdio.map((fd, target) =>
      fd === null
        ? c.posix_spawn_file_actions_addopen(actions, target, devNull, 0, 0)
        : c.posix_spawn_file_actions_adddup2(actions, fd, target),
    );
    return [...done, c.posix_spawn_file_actions_addchdir_np(actions, cString(cwd))].every(
      (result) => result === 0,
    );
  };
  return {
    pipe: () => {
      if (c.pipe2(scratch, O_CLOEXEC) !== 0) throw new Error('no pipe');
      return [scratch.readInt32LE(0), scratch.readInt32LE(4)];
    },
    spawn: (program, call) => {
      const argv = cStrings(call.argv, ffi.getRawPointer);
      const environment = Object.entries(call.env).map(([name, value]) => `${name}=${value}`);
      const env = cStrings(environment, ffi.getRawPointer);
      if (c.posix_spawn_file_actions_init(actions) !== 0) return undefined;
      try {
        if (!describe(call)) return undefined;
        const failed = c.posix_spawn(scratch, cString(program), actions, attributes, argv, env);
        return failed === 0 ? scratch.readInt32LE(0) : undefined;
      } finally {
        c.posix_spawn_file_actions_destroy(actions);
      }
    },
    wait: (pid) => {
      const found = c.waitpid(pid, scratch, WNOHANG);
      if (found === 0) return 'running';
      return found === pid ? scratch.readInt32LE(0) : 'gone';
    },
    children: () => {
      scratch.writeInt32LE(0, SI_PID);
      if (c.waitid(P_ALL, 0, scratch, WEXITED | WNOHANG | WNOWAIT) !== 0) return 'none';
      const ended = scratch.readInt32LE(SI_PID);
      return ended === 0 ? 'some' : { ended };
    },
    adopt: () => c.prctl(PR_SET_CHILD_SUBREAPER, 1n, 0n, 0n, 0n) === 0,
  };
}

function struct(): Buffer {
  return Buffer.allocUnsafeSlow(STRUCT_BYTES).fill(0);
}

/** Node says once that its FFI is experimental: we know, and a user of ours need not. Every other warning is given. */
function quietly<T>(load: () => T): T {
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was, and called as Node calls it.
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: never[]) => {
    if (!String(warning).startsWith('FFI is an experimental feature')) emitWarning(warning, ...rest);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
