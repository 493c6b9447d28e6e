/** Stands in a text for what is only known when the command runs. */
export const UNKNOWN = '\u0000';

/** Longer texts are not followed: a variable that doubles itself would fill the memory. */
export const LONGEST_TEXT = 2 ** 18;

export function isKnown(text: string): boolean {
  return !text.includes(UNKNOWN);
}

/** Whether the first word, which decides what runs, is only known then. */
export function startsUnknown(text: string): boolean {
  const start = text.trimStart();
  return start.startsWith(UNKNOWN) && !start.startsWith(`${UNKNOWN}/`);
}

/** The text itself, or UNKNOWN where it is too long to be followed. */
export function bounded(text: string): string {
  return text.length > LONGEST_TEXT ? UNKNOWN : text;
}
