import type { PolicyList } from '../../model/policy.ts';
import { policyDigest, RULES } from '../../policy/rules.ts';
import { type LoadPolicyDeps, loadPolicy } from './load-policy.ts';

export interface ListPolicyDeps extends LoadPolicyDeps {
  readonly now: () => Date;
}

/** What judges packages here. @throws {AtomError} as `loadPolicy` does */
export async function listPolicy(deps: ListPolicyDeps): Promise<PolicyList> {
  const { policy, files } = await loadPolicy(deps);
  const today = deps.now().toISOString().slice(0, 10);
  const own = files.flatMap(({ file, policy: { rules = [] } }) =>
    rules.map(({ id, severity, title }) => ({ id, severity, title, from: file })),
  );
  const exceptions = files.flatMap(({ file, policy: { exceptions: listed = [] } }) =>
    listed.map(({ rule, package: name, step, reason, owner, expires }) => ({
      rule,
      package: name,
      step: step ?? null,
      reason,
      owner,
      expires,
      expired: expires < today,
      from: file,
    })),
  );
  return {
    policyDigest: policyDigest(policy),
    policies: files.map(({ file, policy: { metadata }, signer }) => ({ name: metadata.name, file, signer })),
    items: [...RULES.map(({ id, severity, title }) => ({ id, severity, title, from: 'built-in' })), ...own],
    exceptions,
    next: null,
  };
}
