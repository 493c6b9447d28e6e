import { pointerTo } from '../../base/pointer.ts';
import { runAsUserControl } from '../pod-security/run-as.ts';
import type { Rule } from '../rule.ts';
import { inStep } from './finding.ts';
import { podRule } from './pod-rule.ts';

const ofPods = podRule(runAsUserControl, {
  id: 'root-user',
  title: 'Runs as user 0',
  severity: 'low',
  why: 'The user 0 is root, in the container and, without a user namespace, on the node.',
  fix: 'Set runAsUser to the number of an ordinary user, or leave it to the image.',
});

export const rootUser: Rule = {
  ...ofPods,
  version: 2,
  *check(view) {
    yield* ofPods.check(view);
    for (const step of view.steps) {
      const { user } = step.with;
      if (step.type !== 'docker' || typeof user !== 'string' || !/^(?:root|0+)(?::|$)/.test(user)) continue;
      const place = inStep(view, step, pointerTo(step.pointer, 'with', 'user'));
      yield { ...place, what: 'The step runs as the user 0 of its container.', beyondControl: true };
    }
  },
};
