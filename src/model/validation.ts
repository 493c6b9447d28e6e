import type { Page } from './list.ts';
import type { Problem } from './problem.ts';

/** What validate says of one path. */
export interface ValidatedPackage {
  /** NAME@VERSION where the manifest says so, else the file. */
  readonly id: string;
  readonly file: string;
  readonly valid: boolean;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** In the order in which the paths were given. */
export type Validation = Page<ValidatedPackage>;
