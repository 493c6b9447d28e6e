import type { Located } from '../base/document/read.ts';

/** One thing wrong with a document that was written by hand, such as a manifest, or with its expressions. */
export type Problem = Located;
