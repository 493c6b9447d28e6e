const GRAM = 3;
const SLOTS = 2 ** 16;
const FARTHEST = 255;

/** Finds the next place at which one of the patterns may begin; never leaves one out. */
export interface SkipScan {
  /** A place is judged by so many bytes. */
  readonly window: number;
  /** At or behind `from`; where no window is left, the first place that was not judged. */
  next(text: Uint8Array, from: number): number;
}

/**
 * The shifts of Wu and Manber (1994): three bytes at a window's end tell how far no pattern can begin. Patterns of one or
 * two bytes leave nothing to skip: then the first byte decides.
 */
export function skipScan(patterns: readonly Uint8Array[]): SkipScan {
  const shortest = Math.min(...patterns.map(({ length }) => length));
  return shortest < GRAM ? byFirstByte(patterns) : byShifts(patterns, Math.min(shortest, FARTHEST));
}

function byFirstByte(patterns: readonly Uint8Array[]): SkipScan {
  const begins = new Uint8Array(256);
  for (const [first = 0] of patterns) begins[first] = 1;
  return {
    window: 1,
    next(text, from) {
      let at = from;
      while (at < text.length && begins[text[at] ?? 0] === 0) at += 1;
      return at;
    },
  };
}

function byShifts(patterns: readonly Uint8Array[], window: number): SkipScan {
  const last = window - GRAM;
  const shifts = new Uint8Array(SLOTS).fill(last + 1);
  const begins = new Uint8Array(SLOTS);
  for (const pattern of patterns) {
    begins[slotOf(pattern, 0)] = 1;
    for (let at = 0; at <= last; at += 1) {
      const slot = slotOf(pattern, at);
      shifts[slot] = Math.min(shifts[slot] ?? 0, last - at);
    }
  }
  return {
    window,
    next(text, from) {
      const end = text.length - window;
      let at = from;
      while (at <= end) {
        const shift = shifts[slotOf(text, at + last)] ?? 0;
        if (shift > 0) at += shift;
        else if (begins[slotOf(text, at)] === 1) return at;
        else at += 1;
      }
      return at;
    },
  };
}

function slotOf(text: Uint8Array, at: number): number {
  return ((text[at] ?? 0) ^ ((text[at + 1] ?? 0) << 5) ^ ((text[at + 2] ?? 0) << 10)) & (SLOTS - 1);
}
