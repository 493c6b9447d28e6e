/** A page of a list, newest first. `next` is the cursor of the following page, null on the last. */
export interface Page<Item extends { readonly id: string }> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
