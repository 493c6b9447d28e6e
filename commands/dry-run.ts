import * as Args from '@oclif/core/args';
import { operatingSystemUser } from '../src/base/user.ts';
import type { DryRun as DryRunResult } from '../src/model/dry-run.ts';
import { reportIn } from '../src/render/report.ts';
import { describeDryRun } from '../src/render/verdict.ts';
import { exitCodeOf } from '../src/render/verdict-exit.ts';
import { AtomCommand } from './base.ts';
import { FORMAT_FLAG } from './format-flag.ts';
import { POLICY_FLAG } from './policy-flag.ts';

export default class DryRun extends AtomCommand {
  static override summary = 'Say what could go wrong, where, and how to mend it.';

  static override description =
    `Judges a package by the policy: its steps, scripts and Kubernetes objects, and the
workflows that it nests: one that is not in the registry is caution. Starts nothing and
needs no signature. The score is a risk: 0 nothing found, 100 worst. Exits 0 when the
package is safe, 10 for caution, 20 when it is unsafe.`;

  static override examples = [
    { description: 'Judge a package while you write it', command: '<%= config.bin %> <%= command.id %> .' },
    {
      description: 'List what was found, for a review',
      command: `<%= config.bin %> <%= command.id %> backup-verify@1.0.0 --json | jq -r '.issues[] | "\\(.severity) \\(.rule) \\(.what)"'`,
    },
    {
      description: "Give the findings to GitHub's code scanning",
      command: '<%= config.bin %> <%= command.id %> . --format sarif > atomctl.sarif',
    },
  ];

  static override args = {
    package: Args.string({
      description: 'A folder, a .wpk, a .wpk.yaml, or NAME[@VERSION] of the registry.',
      required: true,
    }),
  };

  static override flags = { ...POLICY_FLAG, ...FORMAT_FLAG };

  async run(): Promise<DryRunResult> {
    const { args, flags } = await this.parse(DryRun);
    await using app = await this.openApp({ home: flags.home });

    const result = await app.packages.dryRun({
      ref: args.package,
      actor: operatingSystemUser(),
      policy: flags.policy ?? [],
    });

    this.exitWith(exitCodeOf([result]));
    this.log(
      flags.format === undefined
        ? describeDryRun(result)
        : reportIn(flags.format, [
            { file: args.package, ...result },
            ...result.nested.map(({ workflow, ...found }) => ({ file: workflow, ...found })),
          ]),
    );
    return result;
  }
}
