import type { Issue, Judged } from '../model/verdict.ts';
import { attributes, escaped, testSuites } from './xml.ts';

/** What counts as a failed test: the severities that can lift a package out of `safe`. */
const FAILING: ReadonlySet<Issue['severity']> = new Set(['medium', 'high', 'critical']);

/** What was found as JUnit XML: a suite per file, a test case per issue, one that passes where there is none. */
export function junitOf(judged: readonly Judged[]): string {
  return testSuites(judged.map(suite));
}

function suite({ file, score, class: riskClass, issues }: Judged): string {
  const failures = issues.filter((issue) => outcomeOf(issue) === 'failure').length;
  const skipped = issues.filter((issue) => outcomeOf(issue) === 'skipped').length;
  const cases =
    issues.length === 0
      ? [`    <testcase${attributes({ name: 'policy', classname: file })}/>`]
      : issues.map(testCase);
  return [
    `  <testsuite${attributes({ name: file, tests: cases.length, failures, skipped, errors: 0 })}>`,
    `    <properties><property${attributes({ name: 'class', value: riskClass })}/><property${attributes({ name: 'score', value: score })}/></properties>`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function testCase(issue: Issue): string {
  const { rule, title, step, object, location, what, why, fix } = issue;
  const about = [step === null ? undefined : `step ${step}`, object].filter((part) => part !== undefined);
  const place = `${location.file}:${location.line}:${location.col}`;
  const name = [`${rule}: ${title}`, ...about].join(', ');
  const open = `    <testcase${attributes({ name: `${name} (${place})`, classname: location.file })}>`;
  return `${open}\n      ${outcome(issue, `${place}\n${what}\n\nwhy: ${why}\nfix: ${fix}`)}\n    </testcase>`;
}

function outcome(issue: Issue, text: string): string {
  const { severity, what } = issue;
  switch (outcomeOf(issue)) {
    case 'failure':
      return `<failure${attributes({ message: what, type: severity })}>${escaped(text)}</failure>`;
    case 'skipped':
      return `<skipped${attributes({ message: `an exception is granted: ${what}` })}/>`;
    case 'passed':
      return `<system-out>${escaped(text)}</system-out>`;
  }
}

function outcomeOf({ severity, exception }: Issue): 'failure' | 'skipped' | 'passed' {
  if (exception === 'granted') return 'skipped';
  return FAILING.has(severity) ? 'failure' : 'passed';
}
