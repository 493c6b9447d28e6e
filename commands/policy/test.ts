import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { PolicyTest as PolicyTestResult } from '../../src/model/policy.ts';
import { junitOfTests } from '../../src/render/junit-tests.ts';
import { describePolicyTest } from '../../src/render/policy.ts';
import { AtomCommand } from '../base.ts';

export default class PolicyTest extends AtomCommand {
  static override summary = 'Check policy files and run the tests in them.';

  static override description =
    `Reads policy files (YAML, kind: PolicyRules) and folders of them, checks the schema and every
expression, and judges the examples that stand beside each rule. Nobody has to have signed them yet. Exits 0 when
all tests pass, 1 when one fails, 3 when a file is invalid.`;

  static override examples = [
    { description: 'Test a folder of policies', command: '<%= config.bin %> <%= command.id %> policies' },
    {
      description: 'List what fails, in CI',
      command: `<%= config.bin %> <%= command.id %> policies --json | jq -r '.items[].tests[] | select(.passed | not) | "\\(.rule): \\(.test): \\(.message)"'`,
    },
    {
      description: 'Show the tests in a CI server',
      command: '<%= config.bin %> <%= command.id %> policies --format junit > policies.xml',
    },
  ];

  static override strict = false;

  static override args = {
    path: Args.string({ description: 'A policy file or a folder; as many as you like.', required: true }),
  };

  static override flags = {
    format: Flags.option({
      description: 'Print JUnit XML (CI servers) instead of text.',
      options: ['junit'] as const,
      exclusive: ['json'],
    })(),
  };

  async run(): Promise<PolicyTestResult> {
    const { argv, flags } = await this.parse(PolicyTest);
    await using app = await this.openApp({ home: flags.home });

    const result = await app.policy.test(argv.map(String));

    this.exitWith(exitCodeOf(result));
    this.log(flags.format === 'junit' ? junitOfTests(result) : describePolicyTest(result));
    return result;
  }
}

function exitCodeOf({ items, failed }: PolicyTestResult): number {
  if (items.some(({ valid }) => !valid)) return 3;
  return failed > 0 ? 1 : 0;
}
