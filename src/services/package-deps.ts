import type { Files } from '../ports/files.ts';

/** What reading and packing packages needs of the outside. */
export interface PackageDeps {
  readonly files: Files;
  /** Seconds since 1970 that every packed file carries. */
  readonly sourceDateEpoch: number;
}
