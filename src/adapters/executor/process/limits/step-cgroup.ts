import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessLimits } from '../../../../model/plan.ts';
import { readProc } from '../process-identity.ts';
import type { CgroupRoot } from './cgroup-roots.ts';

const PERIOD_US = 100_000;
const LEAST_QUOTA_US = 1000;
const LINKS_OF_NONE = 2;
const KILL_ROUNDS = 100;
const REMOVE_MS = 2000;
const LOOK_AGAIN_MS = 10;

/** The control groups of one attempt, one in each hierarchy: all that it started is in them, whatever it does. */
export class StepCgroup implements AsyncDisposable {
  readonly folders: readonly string[];
  readonly #record: string;
  #killedBefore = 0;

  private constructor(folders: readonly string[], record: string) {
    this.folders = folders;
    this.#record = record;
  }

  /**
   * Makes them. Where they are is written down first, beside the attempt's output file: whoever takes over from
   * an owner that died finds them there. @throws what the file system says
   */
  static make(
    roots: readonly CgroupRoot[],
    { limits, outputFile }: { readonly limits: ProcessLimits; readonly outputFile: string },
  ): StepCgroup {
    const name = StepCgroup.nameOf(outputFile);
    const record = recordOf(outputFile);
    const groups = roots.map((root) => ({ root, folder: path.join(root.folder, name) }));
    const made = new StepCgroup(
      groups.map(({ folder }) => folder),
      record,
    );
    writeFileSync(record, JSON.stringify(made.folders), { mode: 0o600 });
    for (const { root, folder } of groups) {
      mkdirSync(folder, { recursive: true });
      setLimits(folder, root, limits);
    }
    made.#killedBefore = made.#killed();
    return made;
  }

  /** Readable for whoever looks at the machine, and different for each path. */
  static nameOf(outputFile: string): string {
    const digest = createHash('sha256').update(outputFile).digest('hex').slice(0, 12);
    return `atomctl-${path.basename(outputFile, '.json').slice(0, 100)}-${digest}`;
  }

  /** Those of an attempt whose owner may be gone; null where it has none. */
  static of(outputFile: string): StepCgroup | null {
    const record = recordOf(outputFile);
    const folders: unknown = existsSync(record) ? parsed(readFileSync(record, 'utf8')) : null;
    const isList = Array.isArray(folders) && folders.every((folder) => typeof folder === 'string');
    return isList ? new StepCgroup(folders, record) : null;
  }

  /** The processes that are in them now. */
  pids(): ReadonlySet<number> {
    return new Set(this.folders.flatMap(pidsIn));
  }

  /** Ends all that are in them, also those that start others faster than anybody could name them. */
  kill(): void {
    for (const folder of this.folders) {
      if (set(folder, 'cgroup.kill', '1')) continue;
      // Before the kernel could do it: again and again, as they may start others meanwhile.
      for (let round = 0; round < KILL_ROUNDS; round += 1) {
        const pids = pidsIn(folder);
        if (pids.length === 0) break;
        for (const pid of pids) killOne(pid);
      }
    }
  }

  /** Whether a process in them was ended because memory had reached its limit. */
  get hitMemory(): boolean {
    return this.#killed() > this.#killedBefore;
  }

  /** Removes them, once nothing runs in them. The kernel takes a moment to forget a process. */
  async [Symbol.asyncDispose](): Promise<void> {
    const deadline = performance.now() + REMOVE_MS;
    while (!this.folders.map(removed).every(Boolean) && performance.now() < deadline)
      await sleep(LOOK_AGAIN_MS);
    rmSync(this.#record, { force: true });
  }

  #killed(): number {
    const texts = this.folders.flatMap((folder) => [
      readProc(`${folder}/memory.oom_control`) ?? readProc(`${folder}/memory.events`) ?? '',
    ]);
    return texts.reduce((sum, text) => sum + Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0), 0);
  }
}

function setLimits(
  folder: string,
  { version, controllers }: CgroupRoot,
  { cpu, memoryBytes }: ProcessLimits,
): void {
  if (memoryBytes !== null && controllers.has('memory')) {
    const memory = String(memoryBytes);
    writeFileSync(path.join(folder, version === 1 ? 'memory.limit_in_bytes' : 'memory.max'), memory);
    // Without swap, where that is counted.
    if (version === 1) set(folder, 'memory.memsw.limit_in_bytes', memory);
    else set(folder, 'memory.swap.max', '0');
  }
  if (cpu !== null && controllers.has('cpu')) {
    const quota = String(Math.max(LEAST_QUOTA_US, Math.round(cpu * PERIOD_US)));
    if (version === 2) writeFileSync(path.join(folder, 'cpu.max'), `${quota} ${PERIOD_US}`);
    else {
      writeFileSync(path.join(folder, 'cpu.cfs_period_us'), String(PERIOD_US));
      writeFileSync(path.join(folder, 'cpu.cfs_quota_us'), quota);
    }
  }
}

/** For files that not every kernel has. */
function set(folder: string, file: string, value: string): boolean {
  const target = path.join(folder, file);
  if (!existsSync(target)) return false;
  try {
    writeFileSync(target, value);
    return true;
  } catch {
    return false;
  }
}

function pidsIn(folder: string): number[] {
  const listed = readProc(`${folder}/cgroup.procs`)?.split('\n') ?? [];
  const own = listed.filter((line) => line !== '').map(Number);
  return [...own, ...within(folder).flatMap(pidsIn)];
}

/** Groups that a step made in its own, as a container engine or another atomctl does. Most have none, which the count of links tells. */
function within(folder: string): string[] {
  try {
    if (statSync(folder).nlink <= LINKS_OF_NONE) return [];
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return entries.map(({ name }) => path.join(folder, name));
  } catch {
    // It was removed meanwhile.
    return [];
  }
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function removed(folder: string): boolean {
  try {
    within(folder).forEach(removed);
    rmdirSync(folder);
    return true;
  } catch {
    return !existsSync(folder);
  }
}

const RECORD = '.cgroups';

function recordOf(outputFile: string): string {
  return `${outputFile}${RECORD}`;
}

/** The output files in a folder beside which a record of control groups lies. */
export function outputsInGroups(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const records = readdirSync(folder).filter((name) => name.endsWith(RECORD));
  return records.map((name) => path.join(folder, name.slice(0, -RECORD.length)));
}

/** Half of a record was written by an owner that had made no group yet. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
