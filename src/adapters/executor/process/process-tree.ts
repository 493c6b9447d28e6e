import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessIdentity } from '../../../model/run.ts';
import { isAlive, isOfThisBoot, type ProcessStat, readProc, statOf } from './process-identity.ts';

/** How the processes of one attempt, or of an owner, are found. */
export interface ProcessTree {
  /** Its first process; null where it is not known. */
  readonly root: ProcessIdentity | null;
  readonly group: number | null;
  /** Text in the environment of each of its processes, such as the path in ATOMCTL_OUTPUT: finds those that left the group. */
  readonly marker: string | null;
  /** Tells others that belong to it, as of now. */
  readonly others?: () => (stat: ProcessStat) => boolean;
  /** Ends those at once of whom it knows a better way than one signal each. */
  readonly kill?: () => void;
  /** Between the request to end and the order. 0: the order at once. */
  readonly graceMs: number;
}

const LOOK_AGAIN_MS = 15;

/**
 * Ends a whole tree and waits until it is gone: SIGTERM, and SIGKILL after the grace.
 * It is found by group, by descent and by marker. A process that left its group, was
 * orphaned and cleared its environment is not found: only a pid namespace holds that one.
 */
export async function endProcessTree(tree: ProcessTree): Promise<void> {
  const found = new Map<number, ProcessStat>();
  const deadline = performance.now() + tree.graceMs;
  let asked = false;
  for (;;) {
    for (const stat of membersOf(tree, found)) found.set(stat.pid, stat);
    const left = [...found.values()].filter(isThere);
    if (left.length === 0) return;
    const kill = performance.now() >= deadline;
    if (kill) tree.kill?.();
    if (kill || !asked) for (const stat of left) signal(stat.pid, kill ? 'SIGKILL' : 'SIGTERM');
    asked = true;
    await sleep(LOOK_AGAIN_MS);
  }
}

function membersOf(tree: ProcessTree, known: ReadonlyMap<number, ProcessStat>): ProcessStat[] {
  if (process.platform !== 'linux') return tree.root !== null && isAlive(tree.root) ? [bare(tree.root)] : [];
  const all = allProcesses();
  const group = groupStillOurs(tree);
  const isOther = tree.others?.();
  const members = new Map(
    all
      .filter(
        (stat) =>
          stat.pid === rootPid(tree) ||
          stat.group === group ||
          isOther?.(stat) === true ||
          hasMarker(stat.pid, tree.marker),
      )
      .map((stat) => [stat.pid, stat]),
  );
  for (const stat of known.values()) if (isThere(stat)) members.set(stat.pid, stat);
  for (let size = -1; size !== members.size; ) {
    size = members.size;
    for (const stat of all) if (members.has(stat.parent)) members.set(stat.pid, stat);
  }
  members.delete(process.pid);
  return [...members.values()];
}

function rootPid({ root }: ProcessTree): number | undefined {
  return root !== null && isAlive(root) ? root.pid : undefined;
}

/** A group's number is given away again only when the group is empty: a first process with another start time is not ours. */
function groupStillOurs({ root, group }: ProcessTree): number | undefined {
  if (root === null || group === null || !isOfThisBoot(root)) return undefined;
  const leader = statOf(group);
  return leader === undefined || leader.startTime === root.startTime ? group : undefined;
}

function allProcesses(): ProcessStat[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => statOf(Number(pid)) ?? []).filter(({ ended }) => !ended);
}

function hasMarker(pid: number, marker: string | null): boolean {
  return marker !== null && (readProc(`/proc/${pid}/environ`)?.includes(asRead(marker)) ?? false);
}

/** Processes with a variable in their environment that begins so. */
export function processesWith(beginning: string): readonly { readonly pid: number; readonly text: string }[] {
  if (process.platform !== 'linux') return [];
  return allProcesses().flatMap(({ pid }) => {
    const text = readProc(`/proc/${pid}/environ`)
      ?.split('\0')
      .find((variable) => variable.startsWith(asRead(beginning)));
    return text === undefined ? [] : [{ pid, text: Buffer.from(text, 'latin1').toString() }];
  });
}

/** An environment may hold any bytes: it is read as latin1, one character a byte. */
function asRead(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function isThere({ pid, startTime }: ProcessStat): boolean {
  const now = statOf(pid);
  if (process.platform !== 'linux') return signal(pid, 0);
  return now !== undefined && !now.ended && now.startTime === startTime;
}

function bare({ pid, startTime }: ProcessIdentity): ProcessStat {
  return { pid, parent: 0, group: pid, session: pid, startTime, ended: false, stopped: false };
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
