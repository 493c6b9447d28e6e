import type { StoredEvent } from '../src/model/run.ts';
import { runProgress } from '../src/render/run-progress.ts';

/** How a command carries a run: its progress goes to `say`, and a first ^C or SIGTERM stops it in good order. */
export function carrying(say: (line: string) => void): Disposable & {
  readonly options: {
    readonly signal: AbortSignal;
    readonly onEvent: (stored: StoredEvent) => void;
    readonly onEnded: (head: string) => void;
  };
} {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const progress = runProgress();
  const onEvent = (stored: StoredEvent) => {
    const line = progress(stored);
    if (line !== undefined) say(line);
  };
  return {
    options: { signal: stop.signal, onEvent, onEnded: (head) => say(`audit head ${head}`) },
    [Symbol.dispose]: () => {
      process.removeListener('SIGINT', onSignal);
      process.removeListener('SIGTERM', onSignal);
    },
  };
}
