/** Where a text that is read stands. */
export interface Scope {
  /** Offset of this text in the outermost one. */
  readonly base: number;
  /** The text was decoded or joined, so that its own offsets mean nothing outside: all is at `base`. */
  readonly fixed: boolean;
  readonly depth: number;
  /** Functions that the text calls itself. */
  readonly called?: ReadonlySet<string>;
}
