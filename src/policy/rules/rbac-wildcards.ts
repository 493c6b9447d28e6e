import { type Grant, scopeOf } from '../rbac/grant.ts';
import type { Rule } from '../rule.ts';
import { RBAC_PRACTICES, severityOf } from './grant-rule.ts';

const REFERENCE = `${RBAC_PRACTICES}#least-privilege`;

export const rbacWildcardVerbs: Rule = {
  id: 'rbac-wildcard-verbs',
  version: 1,
  title: 'Allows every verb',
  severity: 'medium',
  why: 'Every verb is more than it seems: delete of whole collections, impersonate, escalate, and those that a later version of Kubernetes brings.',
  fix: 'Write out the verbs that are needed.',
  reference: REFERENCE,
  *check({ access }) {
    for (const grant of access.grants) {
      if (!grant.verbs.includes('*')) continue;
      const on = [...grant.resources, ...grant.nonResourceUrls].map(shown).join(', ');
      yield {
        ...grant.place('verbs'),
        what: `${grant.holder} allows every verb on ${on}${scopeOf(grant)}.`,
        severity: severityOf(grant, 'medium'),
      };
    }
  },
};

export const rbacWildcardResources: Rule = {
  id: 'rbac-wildcard-resources',
  version: 1,
  title: 'Allows every resource',
  severity: 'medium',
  why: 'Among all resources of a group are those that nobody thought of, such as secrets, pods/exec and serviceaccounts/token, and those that are yet to come.',
  fix: 'Write out the resources that are needed.',
  reference: REFERENCE,
  *check({ access }) {
    for (const grant of access.grants) {
      if (!grant.resources.includes('*') && !grant.resources.includes('*/*')) continue;
      yield {
        ...grant.place('resources'),
        what: `${grant.holder} allows ${grant.verbs.map(shown).join(', ')} on every resource of ${groupsOf(grant)}${scopeOf(grant)}.`,
        severity: severityOf(grant, 'medium'),
      };
    }
  },
};

export const rbacWildcardGroups: Rule = {
  id: 'rbac-wildcard-groups',
  version: 1,
  title: 'Allows every API group, or every URL',
  severity: 'low',
  why: 'The same name means another thing in each group, and every URL includes those of logs and of debugging.',
  fix: 'Write out the API groups and the URLs that are needed.',
  reference: REFERENCE,
  *check({ access }) {
    for (const grant of access.grants) {
      const urls = grant.nonResourceUrls.some((url) => url === '*' || url === '/*');
      if (!urls && !grant.apiGroups.includes('*')) continue;
      const on = urls ? 'every URL' : `${grant.resources.map(shown).join(', ')} of every API group`;
      yield {
        ...grant.place(urls ? 'nonResourceURLs' : 'apiGroups'),
        what: `${grant.holder} allows ${grant.verbs.map(shown).join(', ')} on ${on}.`,
      };
    }
  },
};

function groupsOf({ apiGroups }: Grant): string {
  if (apiGroups.includes('*')) return 'every API group';
  return apiGroups.map((group) => (group === '' ? 'the core group' : group)).join(', ');
}

function shown(word: string): string {
  return word === '*' ? 'everything' : word;
}
