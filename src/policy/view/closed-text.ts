import { UNKNOWN } from '../shell/unknown.ts';

/** A text with UNKNOWN for what is put in before it runs. */
export interface ClosedText {
  readonly text: string;
  /** From an offset in it to that in the text as it is written. */
  readonly offsetOf: (offset: number) => number;
}

/** `open` is global, and matches what is put in. */
export function closedText(written: string, open: RegExp): ClosedText {
  const cuts: { readonly at: number; readonly grown: number }[] = [];
  let shrunk = 0;
  const text = written.replaceAll(open, (...found: unknown[]) => {
    const [whole, index] = [String(found[0]), Number(found.find((each) => typeof each === 'number'))];
    const at = index - shrunk + UNKNOWN.length;
    shrunk += whole.length - UNKNOWN.length;
    cuts.push({ at, grown: shrunk });
    return UNKNOWN;
  });
  return { text, offsetOf: (offset) => offset + (cuts.findLast(({ at }) => at <= offset)?.grown ?? 0) };
}
