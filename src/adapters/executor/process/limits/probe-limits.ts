import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readProc } from '../process-identity.ts';
import type { ProcessStart, StartedProcess, StartProcess } from '../spawn/start-process.ts';
import type { CgroupRoot } from './cgroup-roots.ts';
import { intoGroups, withData } from './held-start.ts';
import { StepCgroup } from './step-cgroup.ts';

const PATIENCE_MS = 1000;
const LOOK_MS = 2;
const MANY_BYTES = 32 * 2 ** 20;
const FEW_BYTES = 8 * 2 ** 20;
const NOTHING = { cpu: null, memoryBytes: null };

/** A process that would go past a limit, and where the kernel shows that it did not. */
interface Proof {
  readonly command: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  readonly shown: (folder: string) => boolean;
}

const ALLOCATE = ['dd', 'if=/dev/zero', 'of=/dev/null', `bs=${MANY_BYTES}`, 'count=1'];
/** Holds what it has read until its pipe ends. */
const KEEP = ['sh', '-c', `{ head -c ${MANY_BYTES} /dev/zero; exec sleep 9; } | exec tail -c ${MANY_BYTES}`];
/** Ends by itself: whoever looks may be killed meanwhile, and nobody would know of it. */
const SPIN = ['sh', '-c', 'i=0; while [ $i -lt 2000000 ]; do i=$((i + 1)); done'];

/** None of them has the kernel kill somebody for want of memory: that would be in its log, and somebody's alert. */
const PROOFS: Readonly<Record<'memory' | 'cpu', Readonly<Record<1 | 2, Proof>>>> = {
  memory: {
    1: {
      command: KEEP,
      settings: {},
      shown: (folder) => usage(folder) > 2 * FEW_BYTES && (refusesLess(folder) || usage(folder) <= FEW_BYTES),
    },
    2: {
      command: ALLOCATE,
      settings: { 'memory.high': String(FEW_BYTES) },
      shown: (folder) => /^high [1-9]/m.test(readProc(`${folder}/memory.events`) ?? ''),
    },
  },
  cpu: {
    1: {
      command: SPIN,
      settings: { 'cpu.cfs_period_us': '10000', 'cpu.cfs_quota_us': '1000' },
      shown: (folder) => /^nr_throttled [1-9]/m.test(readProc(`${folder}/cpu.stat`) ?? ''),
    },
    2: {
      command: SPIN,
      settings: { 'cpu.max': '1000 10000' },
      shown: (folder) => /^nr_throttled [1-9]/m.test(readProc(`${folder}/cpu.stat`) ?? ''),
    },
  },
};

/** Whether a group under this root holds a process to a limit: tried, not believed. */
export async function provesGroup(
  start: StartProcess,
  root: CgroupRoot,
  controller: 'memory' | 'cpu',
): Promise<boolean> {
  const { command, settings, shown } = PROOFS[controller][root.version];
  try {
    using folder = temporaryFolder();
    await using group = StepCgroup.make([root], {
      limits: NOTHING,
      outputFile: path.join(folder.path, 'probe'),
    });
    const [own = ''] = group.folders;
    for (const [file, value] of Object.entries(settings)) writeFileSync(path.join(own, file), value);
    const child = await begin(start, (call) => intoGroups(call, group.folders), command);
    try {
      return await seen(child, () => shown(own));
    } finally {
      group.kill();
      await end(child);
    }
  } catch {
    return false;
  }
}

/** Whether a process can be held to so much memory of its own. */
export async function provesData(start: StartProcess): Promise<boolean> {
  const ends = async (bytes: number) => {
    const child = await begin(start, (call) => withData(call, bytes), ALLOCATE);
    return (await child.ended).code;
  };
  try {
    const [held, free] = await Promise.all([ends(FEW_BYTES), ends(4 * MANY_BYTES)]);
    return held !== 0 && free === 0;
  } catch {
    return false;
  }
}

function usage(folder: string): number {
  return Number(readProc(`${folder}/memory.usage_in_bytes`));
}

/** The kernel sets no limit below what is used and cannot be swapped out. */
function refusesLess(folder: string): boolean {
  try {
    writeFileSync(path.join(folder, 'memory.limit_in_bytes'), String(FEW_BYTES));
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EBUSY';
  }
}

async function begin(
  start: StartProcess,
  hold: (call: ProcessStart) => ProcessStart,
  [file = '', ...args]: readonly string[],
): Promise<StartedProcess> {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin' };
  const child = await start(hold({ file, args, env, cwd: '/', stdin: false }));
  child.stdout.resume();
  child.stderr.resume();
  return child;
}

async function seen(child: StartedProcess, shown: () => boolean): Promise<boolean> {
  const over = new AbortController();
  void child.ended.then(() => over.abort());
  const deadline = performance.now() + PATIENCE_MS;
  while (!over.signal.aborted && performance.now() < deadline) {
    if (shown()) return true;
    await sleep(LOOK_MS);
  }
  return false;
}

async function end(child: StartedProcess): Promise<void> {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  await child.ended;
}

function temporaryFolder(): Disposable & { readonly path: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-probe-'));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
