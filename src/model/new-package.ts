/** A package that was just begun. */
export interface NewPackage {
  readonly name: string;
  readonly directory: string;
  /** Paths in the directory. */
  readonly files: readonly string[];
  /** What to type next. */
  readonly next: readonly string[];
}
