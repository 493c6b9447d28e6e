import type { Finding, Rule } from '../rule.ts';
import { effectsOn } from './effect-words.ts';
import { inObject } from './finding.ts';
import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

const ADMISSION = [
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
];
const WRITING = ['create', 'update', 'patch', 'delete', 'deletecollection'];

const granted = grantRule({
  id: 'admission-change',
  title: 'Changes what the cluster admits, or lets someone change it',
  severity: 'medium',
  why: 'An admission webhook sees and rewrites every object that it asks for, secrets included; without one, what it kept out comes in. An APIService answers for a whole group of the API.',
  fix: 'Leave webhooks, admission policies and APIServices to a reviewed change of their own, or name the one that is meant under resourceNames.',
  reference: `${RBAC_PRACTICES}#control-admission-webhooks`,
  targets: [
    { apiGroups: ['admissionregistration.k8s.io'], resources: ADMISSION, verbs: WRITING },
    { apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: WRITING },
  ],
});

export const admissionChange: Rule = {
  ...granted,
  *check(view): Iterable<Finding> {
    yield* granted.check(view);
    const touching = [...ADMISSION, 'apiservices'];
    for (const object of view.objects) {
      // A patch names no object: it is an effect.
      if (object.name !== null && touching.includes(object.resource))
        yield { ...inObject(object, object.pointer), what: `${object.title} is part of the package.` };
    }
    for (const effect of effectsOn(view, touching)) {
      const removes = effect.action === 'delete';
      yield {
        ...effect.place,
        what: `${effect.by} ${removes ? 'deletes' : 'changes'} ${effect.title}.`,
        ...(removes && { severity: 'high' as const }),
      };
    }
  },
};
