import { privilegedControl } from '../pod-security/privileged.ts';
import type { Rule } from '../rule.ts';
import { engineOptions } from './container-command.ts';
import { breachesOf, fromStandard } from './pod-rule.ts';

export const privileged: Rule = {
  id: 'privileged',
  version: 2,
  title: 'Runs a privileged container',
  severity: 'critical',
  why: 'A privileged container has every capability and every device of the node: whoever is in it owns the node.',
  fix: 'Remove privileged: true, and add the single capability that is needed.',
  ...fromStandard(privilegedControl),
  *check(view) {
    yield* breachesOf(view, privilegedControl);
    for (const { name, value, place } of engineOptions(view)) {
      if (name === 'privileged' && value === 'true')
        yield { ...place, what: 'The container is started with --privileged.', beyondControl: true };
    }
  },
};
