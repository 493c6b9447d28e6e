// node peak.ts FILE ARG…: runs a program to its end, and prints the most memory that its process ever had, in KiB. Linux:
// VmHWM only grows, so that what is missed is what a process takes in its last milliseconds beyond all before.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const LOOK_MS = 5;
const [, , file = '', ...args] = process.argv;
const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'] });
let peak = 0;
const timer = setInterval(() => {
  peak = Math.max(peak, peakOf(child.pid));
}, LOOK_MS);
const [code] = await once(child, 'exit');
clearInterval(timer);
if (code === 0) process.stdout.write(String(peak));
else process.exitCode = 1;

/** 0 for a process that is gone. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
