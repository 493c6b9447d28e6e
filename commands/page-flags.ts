import * as Flags from '@oclif/core/flags';

/** Flags of every list. */
export const PAGE_FLAGS = {
  limit: Flags.integer({ description: 'How many to show.', default: 20, min: 1, max: 500 }),
  cursor: Flags.string({ description: 'Where to go on: `next` of the page before.' }),
};
