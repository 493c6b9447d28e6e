import { pointerTo } from '../../base/pointer.ts';
import { clusterCommand } from '../kubernetes/kubectl.ts';
import type { Rule } from '../rule.ts';
import { clientCommands, inObject, inProgram } from './finding.ts';
import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

const granted = grantRule({
  id: 'rbac-token-create',
  title: 'Makes tokens of service accounts, or lets someone make them',
  severity: 'medium',
  why: 'A token is its account, wherever it is carried: who makes one has all that the account may do. A token in a Secret never ends.',
  fix: 'Mount a projected token with an expiry, and leave serviceaccounts/token to the pods themselves.',
  reference: `${RBAC_PRACTICES}#token-request`,
  targets: [{ apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] }],
});

export const rbacTokenCreate: Rule = {
  ...granted,
  *check(view) {
    yield* granted.check(view);
    for (const object of view.objects) {
      if (object.kind !== 'Secret' || object.value['type'] !== 'kubernetes.io/service-account-token')
        continue;
      const place = inObject(object, pointerTo(object.pointer, 'type'));
      yield { ...place, what: `${object.title} is a token that never ends.` };
    }
    for (const { program, command } of clientCommands(view)) {
      const { verb, words } = clusterCommand(command) ?? {};
      if (verb === 'create' && words?.[0] === 'token')
        yield { ...inProgram(program, command.offset), what: 'kubectl makes a token of a service account.' };
    }
  },
};
