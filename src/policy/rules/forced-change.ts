import { titleOf } from '../kubernetes/effect.ts';
import type { Rule } from '../rule.ts';

/** A patch that takes away what an object's owner waits for before it goes. */
const NO_FINALIZERS = /\\?"?finalizers\\?"?\s*:\s*(?:null|\[\s*\])|\/metadata\/finalizers/;

export const forcedChange: Rule = {
  id: 'forced-change',
  version: 1,
  title: 'Forces a change',
  severity: 'medium',
  why: 'Force takes fields from whoever manages them, and deletes without waiting for the pod to end or its owner to tidy up: two may run at once, and what they hold stays behind.',
  fix: 'Leave force out and mend what holds the change back: the conflicting manager, the finalizer, the process that does not end.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/',
  *check({ effects }) {
    for (const effect of effects) {
      const { action, by, forcedBy, patch, place, reads } = effect;
      if (reads) continue;
      if (forcedBy !== null)
        yield { ...place, what: `${by} changes ${titleOf(effect)} (${action}) with ${forcedBy}.` };
      if (patch !== null && NO_FINALIZERS.test(patch))
        yield { ...place, what: `${by} removes the finalizers of ${titleOf(effect)}.` };
    }
  },
};
