import type { PolicyList as PolicyListResult } from '../../src/model/policy.ts';
import { describePolicyList } from '../../src/render/policy.ts';
import { AtomCommand } from '../base.ts';
import { POLICY_FLAG } from '../policy-flag.ts';

export default class PolicyList extends AtomCommand {
  static override summary = 'List the rules and exceptions that judge packages here.';

  static override description =
    `Shows the built-in rules, those of the policy files that the settings (policyRules, ATOMCTL_POLICY)
and --policy name, who signed these files, and the exceptions that they grant.`;

  static override examples = [
    { description: 'What counts here', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'What a folder of policies would add',
      command: `<%= config.bin %> <%= command.id %> --policy policies --json | jq -r '.items[] | select(.from != "built-in") | .id'`,
    },
  ];

  static override flags = { ...POLICY_FLAG };

  async run(): Promise<PolicyListResult> {
    const { flags } = await this.parse(PolicyList);
    await using app = await this.openApp({ home: flags.home });

    const result = await app.policy.list(flags.policy ?? []);

    this.log(describePolicyList(result));
    return result;
  }
}
