import { formatLocation } from '../base/errors.ts';
import type { ListedException, PolicyList, PolicyTest, TestedPolicy } from '../model/policy.ts';
import { printable } from './printable.ts';
import { describeProblem } from './problems.ts';
import { styleText } from './style.ts';
import { type Cell, table } from './table.ts';

/** One line a test, one more for why it failed, and how it ended. */
export function describePolicyTest({ items, passed, failed }: PolicyTest): string {
  const lines = items.flatMap(tested);
  const wrong = items.filter(({ valid }) => !valid);
  const counts = `${count(passed, 'test')} passed, ${failed} failed`;
  if (wrong.length === 0) return [...lines, counts].join('\n');
  const problems = wrong.reduce((sum, item) => sum + item.problems.length, 0);
  return [
    ...lines,
    `${styleText('red', 'Error:')} ${count(wrong.length, 'policy file')} invalid: ${count(problems, 'problem')} ${styleText('dim', '(ATOM_POLICY_INVALID)')}; ${counts}`,
  ].join('\n');
}

function tested({ file, valid, problems, tests, untested }: TestedPolicy): string[] {
  if (!valid) return problems.map(describeProblem);
  return [
    styleText('bold', printable(file)),
    ...tests.flatMap(({ rule, test, passed, message, location }) => {
      const name = printable(`${rule}: ${test}`);
      if (passed) return [`  ${styleText('green', 'ok')}    ${name}`];
      return [
        `  ${styleText('red', 'FAIL')}  ${name}`,
        `        ${printable(`${formatLocation(location)}: ${message ?? ''}`)}`,
      ];
    }),
    ...untested.map((rule) => `  ${styleText('yellow', 'none')}  ${rule} has no test`),
  ];
}

/** What judges packages here. */
export function describePolicyList({ items, policies, exceptions, policyDigest }: PolicyList): string {
  const rules = table(
    ['RULE', 'SEVERITY', 'FROM', 'TITLE'],
    items.map(({ id, severity, from, title }) => [id, severity, from, title]),
  );
  const files = table(
    ['POLICY', 'SIGNED BY', 'FILE'],
    policies.map(({ name, signer, file }) => [name, signer ?? 'nobody', file]),
  );
  const granted = table(
    ['EXCEPTED', 'PACKAGES', 'STEP', 'UNTIL', 'OWNER', 'REASON'],
    exceptions.map(exceptionRow),
  );
  return [
    rules,
    ...(policies.length === 0 ? [] : [files]),
    ...(exceptions.length === 0 ? [] : [granted]),
    `Policy digest: ${policyDigest}`,
  ].join('\n\n');
}

function exceptionRow(exception: ListedException): Cell[] {
  const { rule, package: name, step, owner, reason, expires, expired } = exception;
  const until: Cell = expired ? { text: `${expires} (expired)`, style: 'red' } : expires;
  return [rule, name, step ?? 'every', until, owner, reason];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
