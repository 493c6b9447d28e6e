import { setFlagsFromString, getHeapStatistics } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_MS = 250;
/** A heap below this is left to V8. */
const SMALL_BYTES = 32 * 2 ** 20;
/** Garbage for what is alive. */
const MOST_GARBAGE = 0.25;

/**
 * Until it is disposed, collects garbage as soon as it takes a quarter of the room of what is alive. V8 by itself lets it grow
 * to three times as much, which saves time that a run, most of which is waiting, does not miss. Short runs never see it.
 */
export function collectEarly(): Disposable {
  let gc: (() => void) | undefined;
  let most = SMALL_BYTES;
  const look = () => {
    if (getHeapStatistics().used_heap_size < most) return;
    gc ??= collector();
    gc();
    most = Math.max(SMALL_BYTES, getHeapStatistics().used_heap_size * (1 + MOST_GARBAGE));
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** The flag goes back at once: the chunks of the binary are compiled anew under any other flags than they were built with. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc');
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
