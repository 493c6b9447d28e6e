import type { Place } from '../yaml-position.ts';

/** One thing wrong, before it is known where in the text it stands. */
export interface Finding {
  readonly kind: string;
  readonly message: string;
  readonly pointer: string;
  /** Whether the key or the value is the mistake. Absent: the value. */
  readonly place?: Place;
  /** The part of a text value that is the mistake: `offset` counts within `text`, which stands in the value. */
  readonly within?: { readonly text: string; readonly offset: number };
  readonly suggestion?: string;
}
