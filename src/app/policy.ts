import path from 'node:path';
import type { PolicyList, PolicyTest } from '../model/policy.ts';
import type { CheckedFile, PolicyCheck } from '../model/policy-check.ts';
import type { Policy } from '../policy/policy.ts';
import type { CheckPolicyDeps, PolicyCheckRequest } from '../services/check-policy.ts';
import type { LoadPolicyDeps } from '../services/policy/load-policy.ts';
import type { Context } from './context.ts';
import { packageDeps } from './package-deps.ts';

/** What judges packages: the built-in rules, and one's own. */
export interface PolicyUses {
  /** Judges manifests, programs, folders and packages as files, with the files of `more`. */
  check(request: PolicyCheckRequest, more: readonly string[]): Promise<PolicyCheck>;
  /** The same one by one, as they are judged: a long list is never held. */
  judge(request: PolicyCheckRequest, more: readonly string[]): Promise<AsyncIterable<CheckedFile>>;
  /** Every rule and exception that counts, with those of `more`. */
  list(more: readonly string[]): Promise<PolicyList>;
  /** Checks policy files and runs the tests in them. */
  test(paths: readonly string[]): Promise<PolicyTest>;
}

export function policyUses(context: Context): PolicyUses {
  return {
    check: async (request, more) => {
      const { checkPolicy } = await import('../services/check-policy.ts');
      return checkPolicy(await checkDeps(context, more), request);
    },
    judge: async (request, more) => {
      const { judgePaths } = await import('../services/check-policy.ts');
      return judgePaths(await checkDeps(context, more), request);
    },
    list: async (more) => {
      const { listPolicy } = await import('../services/policy/list-policy.ts');
      return listPolicy({ ...policyDeps(context, more), now: context.now });
    },
    test: async (paths) => {
      const { testPolicies } = await import('../services/policy/test-policy.ts');
      return testPolicies((await import('../adapters/files/disk.ts')).disk, paths);
    },
  };
}

async function checkDeps(context: Context, more: readonly string[]): Promise<CheckPolicyDeps> {
  return { ...(await packageDeps(context)), policy: () => policyOf(context, more) };
}

/** The one policy that judges everywhere: that of the settings, with the files of `more`. */
export async function policyOf(context: Context, more: readonly string[] = []): Promise<Policy> {
  const deps = policyDeps(context, more);
  // Most homes have none of their own: what reads and verifies them need not be loaded.
  if (deps.paths.length === 0) return (await import('../policy/rules.ts')).BUILT_IN;
  const { loadPolicy } = await import('../services/policy/load-policy.ts');
  return (await loadPolicy(deps)).policy;
}

function policyDeps(context: Context, more: readonly string[]): LoadPolicyDeps {
  const { policy, requireSigned } = settingsOf(context);
  return {
    verify: async () => (await import('./trust.ts')).verifyDeps(context),
    paths: [...policy, ...more],
    requireSigned,
  };
}

function settingsOf({ config }: Context): { policy: readonly string[]; requireSigned: boolean } {
  const { policyRules, policyRequireSigned } = config.settings;
  // What the settings file names stands beside it, whatever folder a command runs in.
  const from = policyRules.source === config.configFile ? config.home : '';
  const paths = (policyRules.value ?? '').split(path.delimiter).filter((name) => name !== '');
  return {
    policy: paths.map((name) => (from === '' ? name : path.resolve(from, name))),
    requireSigned: policyRequireSigned.value === 'true',
  };
}
