import { setTimeout as sleep } from 'node:timers/promises';
import type { Judgement } from './goal.ts';
import type { State } from './states.ts';

interface Holding {
  /** How long it must hold without a break. */
  readonly heldMs: number;
  readonly signal: AbortSignal;
  readonly judge: (state: State) => Promise<Judgement>;
}

export interface Held {
  readonly state: State;
  readonly seen: string;
}

/** Waits until what is judged of states has held for long enough. By this machine's own clock, which never jumps. */
export async function untilHeld(
  statesUntil: (signal: AbortSignal) => AsyncGenerator<State, never>,
  { heldMs, signal, judge }: Holding,
): Promise<Held> {
  const own = new AbortController();
  const states = statesUntil(AbortSignal.any([signal, own.signal]));
  let next = states.next();
  let held: Held | undefined;
  let over: Promise<'over'> | undefined;
  try {
    for (;;) {
      const first = await Promise.race(over === undefined ? [next] : [next, over]);
      if (first === 'over') {
        if (held !== undefined) return held;
        over = undefined;
        continue;
      }
      const state = first.value;
      const { state: verdict, seen } = await judge(state);
      signal.throwIfAborted();
      const holds = verdict === 'holds';
      held = holds ? { state, seen } : undefined;
      if (held !== undefined && heldMs === 0) return held;
      if (!holds || state.gap) over = undefined;
      if (holds) over ??= sleep(heldMs, 'over' as const, { signal: own.signal });
      next = states.next();
    }
  } finally {
    // Ends the watch and the timers; whoever loses a race has nothing to say any more.
    own.abort();
    next.catch(() => {});
  }
}
