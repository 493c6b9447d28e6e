import { setTimeout as sleep } from 'node:timers/promises';

interface Glance {
  readonly holds: boolean;
  /** The next look comes no sooner. */
  readonly pauseMs?: number;
}

interface Holding {
  readonly everyMs: number;
  /** How long it must have held without a break, from the first look that found it to the last. */
  readonly forMs: number;
  readonly signal: AbortSignal;
}

/** Looks again and again until what is looked for has held for long enough: true. False when it is told to stop. */
export async function untilHeld(
  look: () => Promise<Glance>,
  { everyMs, forMs, signal }: Holding,
): Promise<boolean> {
  let since: number | undefined;
  for (;;) {
    const asked = performance.now();
    const { holds, pauseMs = 0 } = await look();
    // A look that was cut short says nothing of the world.
    if (signal.aborted) return false;
    since = holds ? (since ?? asked) : undefined;
    const left = since === undefined ? everyMs : since + forMs - asked;
    if (left <= 0 && since !== undefined) return true;
    await sleep(Math.max(pauseMs, Math.min(everyMs, left)), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return false;
  }
}
