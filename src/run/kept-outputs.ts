import type { ItemOutputs, StepOutputs } from '../model/run.ts';

/** What a process said is in its log: a list that nothing reads does without. */
const STREAMS: ReadonlySet<string> = new Set(['stdout', 'stderr']);

/**
 * The outputs of a step's items as JSON texts, up to a bound: beyond it none are kept, as half a list would be
 * no list. Without a bound they are whole; with one, without what processes printed.
 */
export class KeptOutputs {
  readonly #most: number;
  readonly #count: number;
  #texts: (string | undefined)[] | undefined;
  #characters = 0;

  constructor(count: number, most: number) {
    this.#count = count;
    this.#most = most;
    if (most > 0) this.#texts = [];
  }

  put(index: number, outputs: StepOutputs): void {
    if (this.#texts === undefined) return;
    const text = JSON.stringify(this.#most === Number.POSITIVE_INFINITY ? outputs : withoutStreams(outputs));
    this.#characters += text.length;
    if (this.#characters > this.#most) this.#texts = undefined;
    else this.#texts[index] = text;
  }

  /** Null where they were not kept. */
  list(): ItemOutputs | null {
    const texts = this.#texts;
    if (texts === undefined) return null;
    return Array.from({ length: this.#count }, (_, index) => {
      const text = texts[index];
      return text === undefined ? null : JSON.parse(text);
    });
  }
}

export function withoutStreams(outputs: StepOutputs): StepOutputs {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !STREAMS.has(name)));
}
