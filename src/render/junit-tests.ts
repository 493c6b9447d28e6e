import { formatLocation } from '../base/errors.ts';
import type { PolicyTest, TestedExample, TestedPolicy } from '../model/policy.ts';
import type { Problem } from '../model/problem.ts';
import { attributes, escaped, testSuites } from './xml.ts';

/**
 * The tests of policy files as JUnit XML: a suite per file, a test case per test. What is wrong with a file itself is an
 * error, a rule without a test one that was skipped.
 */
export function junitOfTests({ items }: PolicyTest): string {
  return testSuites(items.map(suite));
}

function suite({ id, file, tests, problems, untested }: TestedPolicy): string {
  const counts = {
    tests: tests.length + problems.length + untested.length,
    failures: tests.filter(({ passed }) => !passed).length,
    skipped: untested.length,
    errors: problems.length,
  };
  return [
    `  <testsuite${attributes({ name: file, ...counts })}>`,
    ...problems.map((problem) => inError(id, problem)),
    ...tests.map((test) => tested(id, test)),
    ...untested.map((rule) =>
      testCase({ name: rule, classname: id }, `<skipped${attributes({ message: 'the rule has no test' })}/>`),
    ),
    '  </testsuite>',
  ].join('\n');
}

function inError(id: string, { kind, message, location, suggestion }: Problem): string {
  const place = formatLocation(location);
  const text = suggestion === undefined ? message : `${message} — did you mean ${suggestion}?`;
  return testCase(
    { name: `the file is valid (${place})`, classname: id },
    `<error${attributes({ message: text, type: kind })}>${escaped(`${place}: ${text}`)}</error>`,
  );
}

function tested(id: string, { rule, test, passed, message, location }: TestedExample): string {
  const named = { name: `${rule}: ${test}`, classname: id };
  if (passed) return `    <testcase${attributes(named)}/>`;
  const why = message ?? 'it failed';
  const text = escaped(`${formatLocation(location)}: ${why}`);
  return testCase(named, `<failure${attributes({ message: why, type: rule })}>${text}</failure>`);
}

function testCase(named: { readonly name: string; readonly classname: string }, outcome: string): string {
  return `    <testcase${attributes(named)}>\n      ${outcome}\n    </testcase>`;
}
