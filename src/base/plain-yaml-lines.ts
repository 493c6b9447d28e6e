/** A line without the spaces before it. */
export interface Line {
  readonly indent: number;
  readonly text: string;
}

/** What holds nothing: spaces, or a comment. */
export const BLANK = /^ *(#|$)/;
/** A key, its colon, and what stands behind it. */
export const ENTRY = /^([A-Za-z][A-Za-z0-9_./-]*):(?: +(.*))?$/;

export function linesOf(text: string): Line[] {
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const indent = line.search(/[^ ]|$/);
      return { indent, text: line.slice(indent) };
    });
}

export function isItem(line: Line | undefined): boolean {
  return line !== undefined && line.text.startsWith('- ');
}
