import { alarm } from '../../base/alarm.ts';
import type { StepState } from '../../model/run.ts';
import type { StepProgress } from '../../model/run-view.ts';

/** Rings when a pause between attempts, or the time to answer, is over. */
export class StepAlarms implements Disposable {
  readonly #now: () => Date;
  readonly #ring: () => void;
  readonly #alarms = new Map<string, Disposable>();
  readonly #due = new Set<string>();

  constructor(now: () => Date, ring: () => void) {
    this.#now = now;
    this.#ring = ring;
  }

  /** Sets the alarm of a step anew, or takes it away, as the step is now. */
  set({ name, state, retryAt, waiting }: StepProgress): void {
    const at = state === 'backing-off' ? retryAt : state === 'waiting' ? waiting?.until : null;
    this.#alarms.get(name)?.[Symbol.dispose]();
    this.#alarms.delete(name);
    this.#due.delete(name);
    if (at === null || at === undefined) return;
    const due = () => {
      this.#due.add(name);
      this.#ring();
    };
    this.#alarms.set(name, alarm(Math.max(0, Date.parse(at) - this.#now().getTime()), due));
  }

  /** The steps in this state whose time has come. */
  due(stateOf: (name: string) => StepState, state: StepState): readonly string[] {
    return [...this.#due].filter((name) => stateOf(name) === state);
  }

  [Symbol.dispose](): void {
    for (const one of this.#alarms.values()) one[Symbol.dispose]();
  }
}
