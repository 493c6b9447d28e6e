import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until streams are read to their end, but no longer than so for whoever else holds them; then closes them. */
export async function drained(streams: readonly Readable[], patienceMs: number): Promise<void> {
  const open = streams.filter((stream) => !stream.destroyed && !stream.readableEnded);
  if (open.length === 0) return;
  const patience = new AbortController();
  const closed = Promise.all(open.map(async (stream) => once(stream, 'close')));
  await Promise.race([closed, sleep(patienceMs, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
  for (const stream of open) stream.destroy();
}
