export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

export interface CompletionScript {
  readonly shell: Shell;
  readonly script: string;
}

/** What can be typed behind some words: the root's are empty, a topic has only `next`. */
export interface CompletionNode {
  readonly words: string;
  readonly next: readonly { readonly word: string; readonly summary: string }[];
  readonly flags: readonly CompletionFlag[];
  /** Values of the first argument, where they are known; else files are offered. */
  readonly values: readonly string[];
}

export interface CompletionFlag {
  readonly name: string;
  readonly char: string | null;
  readonly summary: string;
  /** Known values; empty: any; null: the flag takes none. */
  readonly values: readonly string[] | null;
}
