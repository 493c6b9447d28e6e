import { asFailure } from '../../base/failure.ts';
import type { Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { OwnRule, RuleTest } from '../../model/generated/policy.ts';
import type { PolicyTest, TestedExample, TestedPolicy } from '../../model/policy.ts';
import type { Problem } from '../../model/problem.ts';
import type { Wpk } from '../../model/wpk.ts';
import { combinedProblems } from '../../policy/own/combine.ts';
import type { PolicyFile, PolicyReading } from '../../policy/own/read-policy.ts';
import { outcomeOf } from '../../policy/own/run-tests.ts';
import type { Scope } from '../../policy/own/scope.ts';
import { inputWords, packageOf } from '../../policy/own/test-input.ts';
import { openPackageBytes } from '../open-package-bytes.ts';
import { openUnverified } from './open-policy.ts';
import { type PolicyFiles, policyFilesAt } from './policy-files.ts';

/**
 * Checks policy files and runs the tests in them. Nobody has to have signed them yet.
 * @throws {AtomError} ATOM_FILE_UNREADABLE, ATOM_POLICY_INVALID where a path leads to no policy file at all.
 */
export async function testPolicies(files: PolicyFiles, paths: readonly string[]): Promise<PolicyTest> {
  const named = new Set<string>();
  for (const given of paths) for (const file of await policyFilesAt(files, given)) named.add(file);
  const readings: (PolicyReading & { readonly file: string })[] = [];
  for (const file of named) readings.push({ file, ...(await openUnverified(files, file)) });

  const between = Map.groupBy(
    combinedProblems(readings.flatMap(({ read }) => read ?? [])),
    ({ location }) => location.file,
  );
  const items = readings.map(({ file, read, problems }): TestedPolicy => {
    const all = [...problems, ...(between.get(file) ?? [])];
    return read === undefined || all.length > 0 ? invalid(file, all) : tested(read);
  });
  const tests = items.flatMap((item) => item.tests);
  const passed = tests.filter((test) => test.passed).length;
  return { items, next: null, passed, failed: tests.length - passed };
}

function invalid(file: string, problems: readonly Problem[]): TestedPolicy {
  return { id: file, file, valid: false, problems, tests: [], untested: [] };
}

function tested({ file, policy, locate }: PolicyFile): TestedPolicy {
  const rules = policy.rules ?? [];
  const tests = rules.flatMap((rule, at) =>
    (rule.tests ?? []).map((test, index): TestedExample => {
      const message = failureOf(rule, test);
      const location = locate(pointerTo('/rules', at, 'tests', index));
      return { rule: rule.id, test: test.name, passed: message === null, message, location };
    }),
  );
  const untested = rules.filter((rule) => (rule.tests ?? []).length === 0).map(({ id }) => id);
  return { id: policy.metadata.name, file, valid: true, problems: [], tests, untested };
}

/** Null for a test that passes. */
function failureOf(rule: OwnRule, test: RuleTest): string | null {
  const wpk = inputPackage(rule.scope, test.input);
  return typeof wpk === 'string' ? wpk : outcomeOf(rule, test, wpk);
}

/** The package that a test's input stands in; a text where it cannot be one. */
function inputPackage(scope: Scope, input: Json): Wpk | string {
  const manifest = packageOf(scope, input);
  if (manifest === null) return `the input must be ${inputWords(scope)}`;
  try {
    return openPackageBytes(new TextEncoder().encode(JSON.stringify(manifest)), 'input');
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code === 'ATOM_BUG') throw failure;
    return `the input cannot be read: ${failure.message}`;
  }
}
