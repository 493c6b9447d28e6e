import { isUtf8 } from 'node:buffer';
import type { LogPage, LogText } from '../../model/log.ts';
import type { AttemptRef } from '../../ports/run-host.ts';
import { countLogs, type LogChoice, type LogDeps, type LogQuery, readLogs } from './read-logs.ts';

/** What one answer holds at most. */
const PAGE_BYTES = 16 * 1024 * 1024;
/** The last lines are looked for in steps of so many bytes. */
const LOOK_BYTES = 1024 * 1024;
const NEW_LINE = 0x0a;

/** A part of the logs as text, an item per attempt. */
export async function logPage(deps: LogDeps, query: LogQuery): Promise<LogPage> {
  const { from } = query;
  const to = Math.min(query.to, from + PAGE_BYTES);
  const parts = new Map<AttemptRef, Uint8Array[]>();
  let next = from;
  for await (const { attempt, bytes } of readLogs(deps, { ...query, to })) {
    const known = parts.get(attempt) ?? [];
    known.push(bytes);
    parts.set(attempt, known);
    next += bytes.length;
  }
  const bytes = await countLogs(deps, query);
  const items = [...parts].map(([attempt, chunks]) => textOf(attempt, Buffer.concat(chunks)));
  return { items, from, next: next < bytes ? next : null, bytes };
}

/** Where the last `lines` lines begin. */
export async function tailStart(deps: LogDeps, choice: LogChoice, lines: number): Promise<number> {
  const end = await countLogs(deps, choice);
  if (lines === 0) return end;
  let left = lines;
  for (let to = end; to > 0; to -= LOOK_BYTES) {
    const from = Math.max(0, to - LOOK_BYTES);
    const read = await Array.fromAsync(readLogs(deps, { ...choice, from, to, follow: false }));
    const block = Buffer.concat(read.map(({ bytes }) => bytes));
    // The line break at the very end ends the last line and begins none.
    for (let at = block.length - (to === end ? 2 : 1); at >= 0; at -= 1) {
      at = block.lastIndexOf(NEW_LINE, at);
      if (at === -1) break;
      left -= 1;
      if (left === 0) return from + at + 1;
    }
  }
  return 0;
}

function textOf({ step, phase, attempt }: AttemptRef, bytes: Buffer): LogText {
  const encoding = isUtf8(bytes) ? 'utf8' : 'base64';
  return { step, phase, attempt, text: bytes.toString(encoding), encoding };
}
