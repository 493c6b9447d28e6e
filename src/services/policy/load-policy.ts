import type { Problem } from '../../model/problem.ts';
import { combine, combinedProblems } from '../../policy/own/combine.ts';
import type { PolicyFile } from '../../policy/own/read-policy.ts';
import type { Policy } from '../../policy/policy.ts';
import { BUILT_IN } from '../../policy/rules.ts';
import { openPolicy, type OpenPolicyDeps } from './open-policy.ts';
import { type PolicyFiles, policyFilesAt } from './policy-files.ts';
import { refuseProblems } from './signed-policy.ts';

export interface LoadPolicyDeps {
  /** Loaded where there is a file to read. */
  readonly verify: () => Promise<OpenPolicyDeps & { readonly files: PolicyFiles }>;
  /** Files and folders that the settings and the command line name. */
  readonly paths: readonly string[];
  readonly requireSigned: boolean;
}

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly files: readonly (PolicyFile & { readonly signer: string | null })[];
}

/**
 * The one way to what judges packages: the built-in rules, with the policy files that were named. One that cannot be
 * read or is not trusted stops everything: nothing is judged by half a policy.
 * @throws {AtomError} ATOM_POLICY_INVALID with all problems in `details.problems`; as `openPolicy` does.
 */
export async function loadPolicy(deps: LoadPolicyDeps): Promise<LoadedPolicy> {
  if (deps.paths.length === 0) return { policy: BUILT_IN, files: [] };
  const verify = await deps.verify();
  const named = new Set<string>();
  for (const given of deps.paths)
    for (const file of await policyFilesAt(verify.files, given)) named.add(file);

  const files: LoadedPolicy['files'][number][] = [];
  const problems: Problem[] = [];
  for (const file of named) {
    const { read, problems: found, signer } = await openPolicy(verify, file, deps.requireSigned);
    problems.push(...found);
    if (read !== undefined) files.push({ ...read, signer });
  }
  refuseProblems([...problems, ...(problems.length === 0 ? combinedProblems(files) : [])]);
  return { policy: combine(files), files };
}
