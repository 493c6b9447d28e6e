import type { Mutation } from '../action.ts';
import { cordonChange } from '../cordon-change.ts';
import { objectAfter } from '../object-state.ts';
import { undoObject } from '../undo-object.ts';

/** Keeps new pods from a node. */
export const cordon: Mutation = {
  kind: 'mutation',
  async *changes(call) {
    const change = await cordonChange(call);
    if (change !== null) yield change;
  },
  after: objectAfter,
  settle: async () => ({}),
  undo: undoObject,
};
