import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Rule } from '../rule.ts';
import { valueAt } from '../view/pods.ts';
import { inObject } from './finding.ts';

export const wildcardIngress: Rule = {
  id: 'wildcard-ingress',
  version: 1,
  title: 'Answers for every host name',
  severity: 'low',
  why: 'An Ingress with a wildcard host takes the requests of every name that no other Ingress has, those of other teams that come later included.',
  fix: 'Write out the host names that are meant.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards',
  *check({ objects }) {
    for (const object of objects) {
      const rules = object.kind === 'Ingress' ? valueAt(object.value, 'spec', 'rules') : undefined;
      for (const [index, rule] of (Array.isArray(rules) ? rules : []).entries()) {
        const host: Json | undefined = isJsonObject(rule) ? rule['host'] : undefined;
        if (typeof host !== 'string' || !host.includes('*')) continue;
        const place = inObject(object, pointerTo(object.pointer, 'spec', 'rules', index, 'host'));
        yield { ...place, what: `${object.title} answers for ${host}.` };
      }
    }
  },
};
