import type { PolicyCheck } from '../model/policy-check.ts';
import type { PolicyCheckRequest } from '../services/check-policy.ts';
import type { Context } from './context.ts';
import { packageDeps } from './package-deps.ts';

export interface PolicyUses {
  /** Judges manifests, programs, folders and packages as files. */
  check(request: PolicyCheckRequest): Promise<PolicyCheck>;
}

export function policyUses(context: Context): PolicyUses {
  return {
    check: async (request) => {
      const { checkPolicy } = await import('../services/check-policy.ts');
      return checkPolicy(await packageDeps(context), request);
    },
  };
}
