import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { LEVELS, type Level, NEWEST_KUBERNETES } from '../../src/model/pod-security.ts';
import type { PolicyCheck } from '../../src/model/policy-check.ts';
import { reportIn } from '../../src/render/report.ts';
import { describePolicyCheck } from '../../src/render/verdict.ts';
import { exitCodeOf } from '../../src/render/verdict-exit.ts';
import { AtomCommand } from '../base.ts';
import { FORMAT_FLAG } from '../format-flag.ts';
import { POLICY_FLAG } from '../policy-flag.ts';

const level = Flags.custom<Level>({ options: [...LEVELS] });

export default class PolicyCheckCommand extends AtomCommand {
  static override summary = 'Judge manifests, scripts, folders and packages, in any pipeline.';

  static override description =
    `Looks at each file with the rules of a dry-run; a folder stands for the manifests, scripts and packages
in it. With --level it tells the Pod Security controls of that level and nothing else. Exits 0 when every file is
safe, 10 when the worst is caution, 20 when one is unsafe; a file that cannot be read is caution.`;

  static override examples = [
    {
      description: 'Judge what a repository deploys',
      command: '<%= config.bin %> <%= command.id %> deploy/ scripts/migrate.sh',
    },
    {
      description: 'Ask whether pods keep the restricted level of a cluster, and what they break',
      command: `<%= config.bin %> <%= command.id %> app.yaml --level restricted --kubernetes-version 1.29 --json | jq -r '.items[].issues[] | "\\(.location.file):\\(.line) \\(.control)"'`,
    },
  ];

  static override strict = false;

  static override args = {
    path: Args.string({
      description: 'A manifest, a script, a folder or a package; as many as you like.',
      required: true,
    }),
  };

  static override flags = {
    level: level({
      description:
        'Only the controls of this level of the Pod Security Standards; restricted includes baseline.',
    }),
    'kubernetes-version': Flags.string({
      description: `The version whose Pod Security controls count, 1.0 to 1.${NEWEST_KUBERNETES}; the newest when absent.`,
      helpValue: '1.N',
    }),
    ...POLICY_FLAG,
    ...FORMAT_FLAG,
  };

  async run(): Promise<PolicyCheck> {
    const { argv, flags } = await this.parse(PolicyCheckCommand);
    await using app = await this.openApp({ home: flags.home });

    const check = await app.policy.check(
      {
        paths: argv.map(String),
        level: flags.level ?? null,
        kubernetesVersion: flags['kubernetes-version'] ?? null,
      },
      flags.policy ?? [],
    );

    this.exitWith(exitCodeOf(check.items));
    if (!this.jsonEnabled())
      this.log(flags.format === undefined ? describePolicyCheck(check) : reportIn(flags.format, check.items));
    return check;
  }
}
