import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';
import type { ProcessIdentity } from '../../../model/run.ts';

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return identityOf(process.pid);
}

/** A process of this host, to be asked for while it is known to be there. */
export function identityOf(pid: number): ProcessIdentity {
  const namespace = pidNamespace();
  return {
    host: os.hostname(),
    bootId: bootId(),
    pid,
    startTime: statOf(pid)?.startTime ?? 0,
    ...(namespace !== undefined && { pidNamespace: namespace }),
  };
}

/** Whether exactly this process still runs here. A zombie does not; a pid that was used again is another process. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (!isOfThisBoot(identity)) return false;
  if (process.platform !== 'linux') return answers(identity.pid);
  // Of many owners most are gone: to ask is a tenth of what a failed reading costs.
  if (!existsSync(`/proc/${identity.pid}`)) return false;
  const stat = statOf(identity.pid);
  return stat !== undefined && !stat.ended && stat.startTime === identity.startTime;
}

/** Whether it is alive and was told to stop, or is held by a debugger. Only Linux tells. */
export function isStopped(identity: ProcessIdentity): boolean {
  return isAlive(identity) && statOf(identity.pid)?.stopped === true;
}

/** Whether a process id of then can mean anything now: not after a reboot. */
export function isOfThisBoot(identity: ProcessIdentity): boolean {
  return identity.bootId === bootId() && isOfThisHost(identity);
}

/** Whether `isAlive` can know: a process of an earlier boot is gone, one in another container cannot be seen. */
export function isKnowable(identity: ProcessIdentity): boolean {
  return isOfThisHost(identity) || identity.bootId !== bootId();
}

function isOfThisHost({ host, pidNamespace: namespace }: ProcessIdentity): boolean {
  return host === os.hostname() && (namespace === undefined || namespace === pidNamespace());
}

export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly startTime: number;
  /** A zombie, or dead. */
  readonly ended: boolean;
  readonly stopped: boolean;
}

/** What /proc says of a process; undefined where it is gone. The command's name may hold spaces and brackets. */
export function statOf(pid: number): ProcessStat | undefined {
  const text = readProc(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const state = fields[0] ?? '';
  return {
    pid,
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    startTime: Number(fields[19]),
    ended: state === 'Z' || state === 'X' || state === 'x',
    stopped: state === 'T' || state === 't',
  };
}

/** Milliseconds since this host booted, sleep included. */
export function bootTime(): number {
  return os.uptime() * 1000;
}

export function readProc(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}

let knownNamespace: string | undefined;

function pidNamespace(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    knownNamespace ??= readlinkSync('/proc/self/ns/pid');
    return knownNamespace;
  } catch {
    return undefined;
  }
}

let knownBootId: string | undefined;

function bootId(): string {
  knownBootId ??= readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown';
  return knownBootId;
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
